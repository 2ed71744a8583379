//! Room that labels need, lines that fit, and places where labels do not touch.

/// How wide a text can be in the fonts of readers: the widths of DejaVu Sans, the widest in common use.
pub(super) fn width_of(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '\u{a0}' => 0.34,
            'f' | 't' | 'r' | '-' | '(' | ')' | '/' => 0.42,
            'm' | 'w' | 'M' | 'W' | '%' | '@' | '–' | '…' | '→' | '−' | '≥' => 0.98,
            'A'..='Z' => 0.76,
            _ => 0.64,
        })
        .sum();
    ems * size * if bold { 1.1 } else { 1.0 }
}

/// Lines of at most `room`; a longer word is cut with an ellipsis.
pub(super) fn lines(text: &str, room: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = cut(word, room, size, bold);
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} {word}"), size, bold) <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The text, or as much of it as fits with an ellipsis.
pub(super) fn cut(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width_of(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width_of(&format!("{kept}{letter}…"), size, bold) > room {
            break;
        }
        kept.push(letter);
    }
    kept.trim_end().to_owned() + "…"
}

/// Heights close to the wanted ones, each at least `gap` from the next and all within `[top, bottom]` where they fit.
pub(super) fn spread(wanted: &[f64], gap: f64, [top, bottom]: [f64; 2]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut placed = wanted.to_vec();
    let mut least = top;
    for &index in &order {
        placed[index] = placed[index].max(least);
        least = placed[index] + gap;
    }
    let mut most = bottom;
    for &index in order.iter().rev() {
        placed[index] = placed[index].min(most);
        most = placed[index] - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "Bij de huidige inzet ligt het netto resultaat waarschijnlijk onder nul";
        let lines = lines(text, 150.0, 13.0, true);
        assert!(lines.len() > 2 && lines.iter().all(|line| width_of(line, 13.0, true) <= 150.0));
        assert_eq!(lines.join(" "), text);
        assert_eq!(cut("kort", 100.0, 13.0, false), "kort");
        let long = cut("onwaarschijnlijkheidsrekening", 80.0, 13.0, false);
        assert!(long.ends_with('…') && width_of(&long, 13.0, false) <= 80.0, "{long}");
    }

    #[test]
    fn labels_keep_their_distance_and_stay_near() {
        let placed = spread(&[50.0, 52.0, 51.0, 0.0, 100.0, 99.0], 14.0, [0.0, 100.0]);
        let mut sorted = placed.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 14.0 - 1e-9), "{placed:?}");
        assert!(sorted.iter().all(|&place| (0.0..=100.0).contains(&place)), "{placed:?}");
        assert!(placed[0] < placed[2] && placed[2] < placed[1], "{placed:?}");
        assert_eq!(spread(&[10.0, 60.0], 14.0, [0.0, 100.0]), [10.0, 60.0]);
    }
}
