//! The formats of the workbook: one for each kind of cell.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Colour of titles, headers and the first line of a chart.
pub(super) const BLUE: Color = Color::RGB(0x1F_4E79);

/// Colours of the lines and columns of charts.
pub(super) const SERIES: [Color; 8] = [
    BLUE,
    Color::RGB(0xC5_5A11),
    Color::RGB(0x54_8235),
    Color::RGB(0x7F_6000),
    Color::RGB(0x0070_30A0),
    Color::RGB(0x00_8080),
    Color::RGB(0xA0_1E3C),
    Color::RGB(0x59_5959),
];

const PALE: Color = Color::RGB(0xDD_EBF7);
const YELLOW: Color = Color::RGB(0xFF_F2CC);
const GREY: Color = Color::RGB(0x6B_6B6B);
const LINE: Color = Color::RGB(0xBF_BFBF);

/// Euro without cents, negative in red.
const EURO: &str = "\"€\" #,##0;[Red]-\"€\" #,##0";

/// What a cell holds, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The title of a sheet.
    Title,
    /// The heading of a part of a sheet.
    Heading,
    /// Running text.
    Plain,
    /// Remarks.
    Note,
    /// The head of a column of numbers.
    Head,
    /// The head of a column of text.
    HeadLeft,
    /// The name of a row.
    Label,
    /// The name of a row that is a total.
    LabelBold,
    /// Text that may take several lines.
    Wrapped,
    /// A short text in the middle.
    Centred,
    /// A dash where there is no number.
    Nothing,
    /// Text after a number, a little apart from it.
    Apart,
    /// Euro.
    Euro,
    /// Euro, a total.
    EuroBold,
    /// Euro of a row that only checks.
    EuroCheck,
    /// A number with one decimal.
    Decimal,
    /// A whole number.
    Whole,
    /// A whole number at the left, between texts.
    WholeLeft,
    /// A number that is a name at the left, between texts.
    CodeLeft,
    /// A percentage with two decimals at the left.
    RateLeft,
    /// A calendar year.
    Year,
    /// A percentage.
    Percent,
    /// A percentage with a decimal.
    Percent1,
    /// A percentage with a decimal, a total.
    PercentBold,
    /// A difference of percentages, with its sign.
    Points,
    /// Any number as it is.
    General,
    /// An input cell: a factor.
    InputFactor,
    /// An input cell: a share.
    InputShare,
    /// A link within the workbook.
    Link,
    /// What a check found.
    Check,
    /// What a check found wrong.
    Alarm,
}

impl Style {
    /// The format.
    pub(super) fn format(self) -> Format {
        let plain = Format::new().set_font_name("Calibri").set_font_size(11);
        let cell =
            || plain.clone().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE);
        let number = |format: &str| cell().set_align(FormatAlign::Top).set_num_format(format);
        let head = || {
            plain
                .clone()
                .set_bold()
                .set_background_color(BLUE)
                .set_font_color(Color::White)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        let input = |format: &str| {
            plain
                .clone()
                .set_background_color(YELLOW)
                .set_border(FormatBorder::Thin)
                .set_font_color(Color::RGB(0x00_00C0))
                .set_num_format(format)
                .set_unlocked()
        };
        let total = |format: Format| format.set_bold().set_background_color(PALE);
        match self {
            Self::Title => plain.set_bold().set_font_size(16).set_font_color(BLUE),
            Self::Heading => plain.set_bold().set_font_size(12).set_font_color(BLUE),
            Self::Plain => plain,
            Self::Note => plain.set_italic().set_font_color(GREY).set_font_size(10),
            Self::Head => head().set_align(FormatAlign::Right),
            Self::HeadLeft => head(),
            Self::Label => cell(),
            Self::LabelBold => total(cell()),
            Self::Wrapped => cell().set_text_wrap().set_align(FormatAlign::Top),
            Self::Centred => cell().set_align(FormatAlign::Center).set_align(FormatAlign::Top),
            Self::Nothing => cell().set_align(FormatAlign::Right).set_align(FormatAlign::Top),
            Self::Apart => {
                cell().set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1)
            }
            Self::Euro => number(EURO),
            Self::EuroBold => total(number(EURO)),
            Self::EuroCheck => number(EURO).set_font_color(GREY).set_italic(),
            Self::Decimal => number("#,##0.0"),
            Self::Whole => number("#,##0"),
            Self::WholeLeft => number("#,##0").set_align(FormatAlign::Left),
            Self::CodeLeft => number("0").set_align(FormatAlign::Left),
            Self::RateLeft => number("0.00%").set_align(FormatAlign::Left),
            Self::Year => number("0"),
            Self::Percent => number("0%"),
            Self::Percent1 => number("0.0%"),
            Self::PercentBold => total(number("0.0%")),
            Self::Points => number("+0%;[Red]-0%;0%"),
            Self::General => number("General"),
            Self::InputFactor => input("0.00"),
            Self::InputShare => input("0.0%"),
            Self::Link => cell()
                .set_align(FormatAlign::Top)
                .set_font_color(BLUE)
                .set_underline(FormatUnderline::Single),
            Self::Check => plain.set_font_color(GREY),
            Self::Alarm => plain
                .set_bold()
                .set_font_color(Color::RGB(0xC0_0000))
                .set_background_color(Color::RGB(0xFF_C7CE)),
        }
    }
}
