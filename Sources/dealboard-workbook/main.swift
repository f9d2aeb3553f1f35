import Glibc
import Markup
import Workbook

// Reads the workbook on standard input and writes its records to standard output: `dealboard-workbook [SHEET]`.
//
// A program of its own, so that Foundation's XML parser is loaded by imports of workbooks alone, and so that whatever a
// file does to its reader happens where nothing can be lost. `dealboard import` starts it. It ends with 0 after the
// notes, with 1 after a fault, and with the system's number for what went wrong when it cannot write.

Limits.set()
let output = RecordOutput()
var code = WorkbookRecord.wholeCode
do {
  let reader = try WorkbookReader(try StandardInput.file(), parser: FoundationMarkup())
  let sheet = try reader.index(named: CommandLine.arguments.dropFirst().first)
  output.write(.sheets(reader.sheets, read: sheet))
  output.write(.notes(try reader.read(sheet) { output.write(.row($0)) }))
} catch {
  output.write(.fault(error.sentence))
  code = WorkbookRecord.faultCode
}
output.flush()
exit(output.failure ?? code)
