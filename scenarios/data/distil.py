#!/usr/bin/env python3
"""Distils eenzame-ouderen-wijken.csv from two open tables. Standard library only.

    python3 distil.py POPULATION.csv HEALTH.csv > eenzame-ouderen-wijken.csv

POPULATION.csv  CBS StatLine 85984NED, Kerncijfers wijken en buurten 2024, the rows of municipalities and wijken, with the
                columns `code` (WijkenEnBuurten, without spaces) and `inhabitants` (AantalInwoners_5).
HEALTH.csv      RIVM Statline, Gezondheid per wijk en buurt 2020 (RIVM/GGD/CBS), ages 65 and over, the rows of Nederland,
                municipalities and wijken, with the columns `code`, `gemeente`, `eenzaam_65plus`, `ernstig_eenzaam_65plus`
                and `moeite_rondkomen_65plus` (percent, one decimal, empty where not published).

The rows of the result are those of the population: the country, the municipalities, the wijken of 2024. What the table of
health does not hold for a code stays empty. Counts go to the standard error.
"""

import csv
import sys
from collections import Counter
from decimal import Decimal

COUNTRY = "NL01"
LONELY, SEVERE, HARDSHIP = "eenzaam_65plus", "ernstig_eenzaam_65plus", "moeite_rondkomen_65plus"
MODERATE = "matig_eenzaam_65plus"
HEADER = ["code", "name", "municipality", "inhabitants", LONELY, MODERATE, SEVERE, HARDSHIP]

# Municipalities made between 2020 and 2024, which the table of health does not name.
NEW = {
    "GM1979": "Eemsdelta",
    "GM1980": "Dijk en Waard",
    "GM1982": "Land van Cuijk",
    "GM1991": "Maashorst",
    "GM1992": "Voorne aan Zee",
}


def rows_by_code(path):
    """The rows of a table, in its order; a code twice is an error."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["code"].strip(): row for row in rows}
    if len(found) != len(rows):
        raise SystemExit(f"{path}: a code stands twice")
    return found


def municipality_of(code):
    return "GM" + code[2:6]


def health_of(row):
    """The four percentages of a row, empty where one is not published."""
    lonely, severe, hardship = (row.get(column, "").strip() for column in (LONELY, SEVERE, HARDSHIP))
    moderate = str(Decimal(lonely) - Decimal(severe)) if lonely and severe else ""
    return [lonely, moderate, severe, hardship]


def say(text):
    print(text, file=sys.stderr)


def main(population_path, health_path):
    population, health = rows_by_code(population_path), rows_by_code(health_path)
    municipalities = [code for code in population if code.startswith("GM")]
    wijken = [code for code in population if code.startswith("WK")]
    names = {code: health[code]["gemeente"] if code in health else NEW[code] for code in municipalities}

    write = csv.writer(sys.stdout, lineterminator="\n").writerow
    write(HEADER)
    country = sum(int(population[code]["inhabitants"]) for code in municipalities)
    write([COUNTRY, "Nederland", "", country, *health_of(health[COUNTRY])])
    for code in municipalities:
        row = health_of(health.get(code, {}))
        write([code, names[code], names[code], population[code]["inhabitants"], *row])
    missing = Counter()
    for code in wijken:
        name = names[municipality_of(code)]
        row = health_of(health.get(code, {}))
        write([code, f"{name} {code[6:]}", name, population[code]["inhabitants"], *row])
        if code in health:
            missing["in the table of health, nothing published"] += not row[0]
        elif municipality_of(code) in health:
            missing["wijk code not in the table of health, its municipality is"] += 1
        else:
            missing["municipality made since 2020"] += 1
        for column, value in zip(HEADER[4:], row):
            missing[f"empty {column}"] += not value
        missing["no inhabitants"] += population[code]["inhabitants"] == "0"

    say(f"{len(wijken)} wijken in {len(municipalities)} municipalities, {country} inhabitants")
    for what, count in missing.items():
        say(f"{count} wijken: {what}")
    gone = [code for code in health if code.startswith("WK") and code not in population]
    say(f"{len(gone)} wijken of the table of health are not in the population of 2024")
    for code in municipalities:
        inside = sum(int(population[wijk]["inhabitants"]) for wijk in wijken if municipality_of(wijk) == code)
        short = int(population[code]["inhabitants"]) - inside
        # A wijk is rounded to a multiple of five, up or down.
        if abs(short) > 5 * sum(municipality_of(wijk) == code for wijk in wijken):
            say(f"{code}: its wijken differ by {short} from it, more than rounding can make")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
