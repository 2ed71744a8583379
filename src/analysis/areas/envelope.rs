//! The concave envelope of a curve that is known at a few points.

/// Indices of the points on the least concave curve that lies nowhere below the points. `x` must ascend; the first and the last
/// point are always among them.
///
/// The upper half of a convex hull by a scan from left to right (Andrew 1979, doi 10.1016/0020-0190(79)90072-3).
pub(super) fn concave(x: &[f64], y: &[f64]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for point in 0..x.len() {
        while let [.., before, last] = kept[..] {
            // The last point stays where it lies above the line from the one before it to the new one.
            let rise = (y[last] - y[before]) * (x[point] - x[before]);
            if rise > (y[point] - y[before]) * (x[last] - x[before]) {
                break;
            }
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dents_are_bridged_and_lines_need_no_points_in_between() {
        let x = [0.0, 1.0, 2.0, 3.0, 4.0];
        assert_eq!(concave(&x, &[0.0, 3.0, 5.0, 6.0, 6.0]), [0, 1, 2, 3, 4]);
        assert_eq!(concave(&x, &[0.0, 0.0, 0.0, 6.0, 7.0]), [0, 3, 4]);
        assert_eq!(concave(&x, &[0.0, 1.0, 2.0, 3.0, 4.0]), [0, 4]);
        assert_eq!(concave(&x, &[9.0, 0.0, 0.0, 0.0, 0.0]), [0, 4]);
        assert_eq!(concave(&[2.0], &[1.0]), [0]);
        assert!(concave(&[], &[]).is_empty());
    }
}
