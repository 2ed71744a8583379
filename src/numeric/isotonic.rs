//! The nearest sequence that does not fall.

/// The sequence that never falls and is nearest to `values` in squares: neighbours that fall are replaced by their mean.
///
/// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955, doi 10.1214/aoms/1177728423).
pub fn rising(values: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &value in values {
        let mut pool = (value, 1);
        while let Some(&(before, count)) = pools.last()
            && before > pool.0
        {
            pools.pop();
            let all = count + pool.1;
            pool = ((before * count as f64 + pool.0 * pool.1 as f64) / all as f64, all);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(value, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_are_levelled_and_nothing_else_moves() {
        assert_eq!(rising(&[1.0, 2.0, 2.0, 5.0]), [1.0, 2.0, 2.0, 5.0]);
        assert_eq!(rising(&[1.0, 4.0, 2.0, 5.0]), [1.0, 3.0, 3.0, 5.0]);
        // The last one pulls down everything before it: mean of 3, 2 and 1.
        assert_eq!(rising(&[3.0, 2.0, 1.0]), [2.0, 2.0, 2.0]);
        assert_eq!(rising(&[1.0, 6.0, 5.0, 1.0]), [1.0, 4.0, 4.0, 4.0]);
        assert!(rising(&[]).is_empty());
    }
}
