"""Reads every table of a run folder with pyarrow, polars and DuckDB, and says where they disagree.

    python read.py RUN_FOLDER

Exit code 0: three readers found the same columns, types, rows, nothings, sums, smallest and largest values and the same rows of one
arm, and every file says where it comes from. Otherwise 1, with a line for each fault.
"""

import json
import math
import sys
from pathlib import Path

import duckdb
import polars
import pyarrow.compute as pc
import pyarrow.parquet as pq

METADATA = {"seed", "scenario_sha256", "program_version", "price_year", "column_units", "column_meanings"}

# What each reader calls our three types.
TYPES = {
    "string": "text", "int32": "integer", "double": "number",
    "String": "text", "Int32": "integer", "Float64": "number",
    "VARCHAR": "text", "INTEGER": "integer", "DOUBLE": "number",
}  # fmt: skip

COUNTABLE = {"integer", "number"}

# A sum depends on the order of its parts: by n 2^-53 of the sum of their sizes at most, and a table here has less than 10^6 rows.
ROUNDING = 1e-9


def with_pyarrow(path):
    table = pq.read_table(path)
    columns = {}
    for field in table.schema:
        values = table[field.name]
        ends = pc.min_max(values)
        told = {"type": str(field.type), "nulls": values.null_count}
        told |= {"min": ends["min"].as_py(), "max": ends["max"].as_py()}
        if TYPES.get(str(field.type)) in COUNTABLE:
            told |= {"sum": pc.sum(values).as_py(), "size": pc.sum(pc.abs(values)).as_py()}
        columns[field.name] = told
    one_arm = None
    if "arm" in table.schema.names:
        one_arm = pq.read_table(path, filters=[("arm", "==", "1x")]).num_rows
    return table.num_rows, one_arm, columns


def with_polars(path):
    frame = polars.read_parquet(path)
    columns = {}
    for name, dtype in frame.schema.items():
        values = frame[name]
        told = {"type": str(dtype), "nulls": values.null_count(), "min": values.min(), "max": values.max()}
        if TYPES.get(str(dtype)) in COUNTABLE:
            told |= {"sum": values.sum(), "size": values.abs().sum()}
        columns[name] = told
    one_arm = None
    if "arm" in frame.columns:
        one_arm = polars.scan_parquet(path).filter(polars.col("arm") == "1x").collect().height
    return frame.height, one_arm, columns


def with_duckdb(path):
    table = f"read_parquet('{str(path).replace(chr(39), 2 * chr(39))}')"
    connection = duckdb.connect()

    def ask(question):
        return connection.execute(question).fetchall()

    schema = ask(f"describe select * from {table}")
    ((rows,),) = ask(f"select count(*) from {table}")
    columns = {}
    for name, kind, *_ in schema:
        quoted = '"' + name.replace('"', '""') + '"'
        asked = f"count(*) - count({quoted}), min({quoted}), max({quoted})"
        if TYPES.get(kind) in COUNTABLE:
            asked += f", sum({quoted}), sum(abs({quoted}))"
        (found,) = ask(f"select {asked} from {table}")
        keys = ("nulls", "min", "max", "sum", "size")
        columns[name] = {"type": kind} | dict(zip(keys, found, strict=False))
    one_arm = None
    if "arm" in columns:
        ((one_arm,),) = ask(f"select count(*) from {table} where arm = '1x'")
    return rows, one_arm, columns


def faults(path):
    """Where readers disagree about a file, in words."""
    told = {key.decode(): value.decode() for key, value in (pq.read_schema(path).metadata or {}).items()}
    for key in METADATA - told.keys():
        yield f"the metadata do not tell {key}"
    expected = with_pyarrow(path)
    for key in ("column_units", "column_meanings"):
        if key in told and json.loads(told[key]).keys() != expected[2].keys():
            yield f"{key} is not about the columns of the file"
    for name, of in expected[2].items():
        if of["type"] not in TYPES:
            yield f"{name} is a {of['type']}"
        # A sum of numbers that are none is no check.
        if "sum" in of and of["nulls"] < expected[0] and not math.isfinite(of["sum"]):
            yield f"{name} has values that are not finite"
    for reader, read in (("polars", with_polars), ("duckdb", with_duckdb)):
        rows, one_arm, columns = read(path)
        if rows != expected[0]:
            yield f"{reader} finds {rows} rows, pyarrow {expected[0]}"
        if one_arm != expected[1]:
            yield f"{reader} finds {one_arm} rows of arm 1x, pyarrow {expected[1]}"
        if list(columns) != list(expected[2]):
            yield f"{reader} finds the columns {list(columns)}, pyarrow {list(expected[2])}"
            continue
        for name, of in columns.items():
            other = expected[2][name]
            if TYPES.get(of["type"]) != TYPES.get(other["type"]):
                yield f"{reader} takes {name} for a {of['type']}, pyarrow for a {other['type']}"
            for key in ("nulls", "min", "max"):
                if of[key] != other[key]:
                    yield f"{reader} finds {of[key]} as {key} of {name}, pyarrow {other[key]}"
            # The sum of nothing is 0 to one reader and nothing to another.
            one, two = of.get("sum") or 0, other.get("sum") or 0
            if abs(one - two) > ROUNDING * (other.get("size") or 0):
                yield f"{reader} finds {one} as sum of {name}, pyarrow {two}"


def main():
    paths = sorted(Path(sys.argv[1]).glob("*.parquet"))
    found = [f"{path.name}: {fault}" for path in paths for fault in faults(path)]
    print("\n".join(found or [f"{len(paths)} tables, three readers, no differences"]))
    sys.exit(1 if found or not paths else 0)


if __name__ == "__main__":
    main()
