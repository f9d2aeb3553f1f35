#!/usr/bin/env bash
# PyExcelerate 0.13.0 writes the name of a sheet into xl/workbook.xml as it stands. A sheet called "Deals & Co", which
# every spreadsheet allows, so gives a workbook whose xl/workbook.xml is not well-formed XML: the library reports no
# error, and openpyxl 3.1.5 cannot open the file. Cell texts are escaped. Seen on Python 3.11.
#
# Installs both packages into a temporary folder, writes one workbook, and fails when the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'pyexcelerate==0.13.0' 'openpyxl==3.1.5'
"$folder/venv/bin/python" - "$folder/book.xlsx" <<'PYTHON'
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib.metadata import version

import openpyxl
from pyexcelerate import Workbook

path = sys.argv[1]
book = Workbook()
book.new_sheet("Deals & Co", data=[["Deal", "Company"], ["Alder", "Alder & Co"]])
book.save(path)

archive = zipfile.ZipFile(path)
names = archive.read("xl/workbook.xml").decode()
sheet = archive.read("xl/worksheets/sheet1.xml").decode()
print("PyExcelerate", version("pyexcelerate"))
print("sheet name as written:", names[names.index('name="'):].split(" sheetId")[0])


def is_well_formed(text):
    try:
        ET.fromstring(text)
        return True
    except ET.ParseError:
        return False


def opens(path):
    try:
        openpyxl.load_workbook(path)
        return True
    except ET.ParseError:
        return False


found = {
    "xl/workbook.xml is well-formed": is_well_formed(names),
    "the sheet, whose cell holds an ampersand too, is well-formed": is_well_formed(sheet),
    "openpyxl opens the workbook": opens(path),
}
expected = [False, True, False]
for fact, value in found.items():
    print(f"{fact}: {value}")
if list(found.values()) != expected:
    sys.exit("The behaviour has changed.")
PYTHON
