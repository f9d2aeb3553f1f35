import Contract
import Sales

/// What came back.
struct ReadAnswer {
  let response: Response
  /// Null after a delete. As it was answered: to read its bytes would be to hold it to the limits of what comes in.
  var json: JSON { response.json }

  /// Throws what a refusal says.
  init(successful response: Response) throws(Failure) {
    self.response = response
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
