import Contract
import Sales

extension Job {
  /// Answers each line of standard input by a line. Answers wait while more input is there, and go out before any
  /// waiting for it: that is quick in a pipe full of requests, and a program that asks one by one gets each answer.
  func answerLines(_ desk: inout ApiDesk) throws(Failure) {
    do throws(FileError) {
      var lines = LineReader(try platform.files.open("-"), limit: JSON.Limits.bytes)
      while !out.isClosed, let line = try lines.next(beforeWaiting: out.flush) {
        let response = desk.answer { () throws(Problem) in try Call(line) }
        out.write(bytes: "{\"status\":\(response.status),\"body\":".utf8)
        // Both members are there in every line, so a delete's body is null.
        out.write(response.json.text)
        out.line("}")
      }
    } catch {
      throw .file(error)
    }
  }
}

extension Call {
  fileprivate init(_ line: LineReader.Line) throws(Problem) {
    switch line {
    case .whole(let bytes): try self.init(line: Array(bytes))
    case .tooLong: throw Problem(JSONError(.tooLong, at: JSON.Limits.bytes))
    }
  }
}
