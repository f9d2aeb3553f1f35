import Foundation

@testable import Storage

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder {
  let path: String

  init() {
    let template = FileManager.default.temporaryDirectory.path + "/dealboard-tests-XXXXXX"
    path = template.withCString { template in
      let copy = strdup(template)
      defer { free(copy) }
      guard let copy, let made = mkdtemp(copy) else { preconditionFailure("a temporary folder can be made") }
      return String(cString: made)
    }
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  var database: String { path + "/sales.db" }
}
