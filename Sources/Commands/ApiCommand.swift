import Contract
import Sales

extension Job {
  /// Answers one request on standard output, or with `--batch` one a line.
  func api() throws(Failure) -> Int32 {
    if invocation.has(.openAPI) {
      for option in [OptionName.data, .headers, .batch] where invocation.has(option) {
        throw .usage(.exclusive(option, .openAPI))
      }
      out.write(OpenAPI.document(version: Release.version).text + "\n")
      return ExitCode.done.rawValue
    }
    var desk = try ApiDesk(self)
    if invocation.has(.batch) {
      for option in [OptionName.data, .headers] where invocation.has(option) {
        throw .usage(.exclusive(option, .batch))
      }
      try answerLines(&desk)
      return ExitCode.done.rawValue
    }
    let (method, target, sent) = (invocation.operands[0], invocation.operands[1], try payload())
    let response = desk.answer { () throws(Problem) in try Call(method: method, target: target, body: sent) }
    if invocation.has(.headers) {
      out.line("HTTP/1.1 \(response.statusText)")
      for header in response.headers { out.line("\(header.name): \(header.value)") }
      out.line()
    }
    let body = response.body
    if !body.isEmpty {
      out.write(bytes: body)
      out.line()
    }
    return response.exitCode.rawValue
  }

  /// The body that `--data` gives. Of a longer one than is accepted only as much is read as shows that.
  private func payload() throws(Failure) -> Payload {
    guard let data = invocation.value(.data) else { return .none }
    if data != "-", data.first != "@" { return .bytes(Array(data.utf8)) }
    do throws(FileError) {
      let source = try platform.files.open(data == "-" ? data : String(data.dropFirst()))
      var bytes: [UInt8] = []
      while bytes.count <= JSON.Limits.bytes {
        let piece = try source.next()
        if piece.isEmpty { break }
        bytes += piece
      }
      return .bytes(bytes)
    } catch {
      throw .file(error)
    }
  }
}

/// Answers requests from the database, opened by the first request that is worth it.
struct ApiDesk {
  private let job: Job
  private let makeResponder: (any Store) -> Responder
  private var responder: Responder?

  init(_ job: Job) throws(Failure) {
    self.job = job
    makeResponder = try job.responder()
  }

  /// What cannot be read or opened is answered as well.
  mutating func answer(_ read: () throws(Problem) -> Call) -> Response {
    do throws(Problem) {
      let call = try read()
      if let responder { return responder.respond(to: call) }
      let opened = try open(for: call)
      responder = opened
      return opened.respond(to: call)
    } catch {
      return Response(error)
    }
  }

  /// A request that only reads does not make a database.
  private func open(for call: Call) throws(Problem) -> Responder {
    let path = job.databasePath
    if call.change == nil, !job.platform.files.exists(path) {
      throw Problem(
        .notFound, "There is no database \(path) yet: --db names another, and dealboard or a POST makes this one.")
    }
    do throws(Failure) {
      return makeResponder(try job.openForChanging())
    } catch {
      guard case .store(let error) = error else { preconditionFailure("the options have been checked: \(error)") }
      throw Problem(opening: error)
    }
  }
}

extension Response {
  /// What the program's end says of it.
  var exitCode: ExitCode {
    switch status {
    case ..<400: .done
    case ..<500: .refused
    default: .storage
    }
  }
}
