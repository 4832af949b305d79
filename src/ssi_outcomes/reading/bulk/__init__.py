"""The short way through large tables, column by column; what comes out is what the long way would give.

It is taken by texts of a megabyte and more that are clean in every way (`clean.open_sheets`: pyarrow cuts
them), and by every table of 5,000 rows and more whose cells are texts (`tables.rows.read_rows`). Whatever is
unusual about a file or a row sends the whole table the long way: `NotClean` and `Touched` say so. Without it
clean rows take 30 times as long as pandas' own reader needs, messy ones 20 times (`benchmarks/reading.py`,
whose targets are 4 and 15): that is why it is here.

- `clean`: a large clean text, cut as the strict way would cut it, or not at all.
- `columns`: each different cell of a column is read once; plain numbers a whole column at a time.
- `alike`: the records of all rows that differ in their numbers and names alone, from one call of `build`.
- `pauses`: no search for cycles while millions of cells are made.

**What a `build` function may do** (the one that a kind gives to `read_rows`). It is called once for all rows
that are alike, with a mark in place of each number and name. So it may

- look at texts, dates, weeks and flags, and at whether a number or name is there (`is None`, `if name`);
- put numbers and names as they are into records, and gather texts on the way (a set of types left out);
- raise RowFault, or answer BLANK or IGNORED, for what it looked at.

It must not count its calls, remember a row for a later one, or use `line` but in a fault: other rows are
filled in without it. One that has to says `alike=False` to `read_rows`. To compute with a number, compare it
or write it out is not wrong but slow: the mark raises `Touched`, and the table is read row by row.
"""
