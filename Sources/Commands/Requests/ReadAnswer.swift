import Contract
import Sales

/// What came back, read.
struct ReadAnswer {
  let response: Response
  /// Null after a delete.
  let json: JSON

  init(_ response: Response) {
    self.response = response
    guard !response.body.isEmpty else {
      json = .null
      return
    }
    guard let json = try? JSON(utf8: response.body) else { preconditionFailure("an answer is JSON") }
    self.json = json
  }

  /// Throws what a refusal says.
  init(successful response: Response) throws(Failure) {
    self.init(response)
    if response.isSuccess { return }
    let message = json["error"]?["message"]?.string ?? response.statusText
    throw .answered(message, json["error"]?["code"]?.string.flatMap(Problem.Code.init) ?? .internalError)
  }

  /// The rows of a list, or the one row.
  var rows: [JSON] {
    switch json["data"] {
    case .array(let rows): rows
    case .some(let row): [row]
    case nil: []
    }
  }
}

extension JSON {
  /// Nil for what is no text.
  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
