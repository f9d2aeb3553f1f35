/// What a part refers to, from the `.rels` part beside it.
final class Relationships: MarkupListener {
  struct Target: Hashable {
    let id: String
    /// The last part of the relationship's type, such as `worksheet`: strict files have another address before it.
    let type: String
    /// The part's name from the archive's root.
    let part: String
  }

  private(set) var targets: [Target] = []
  private let folder: [Substring]
  let isDone = false

  /// `part` is the part that refers; empty for the archive itself.
  init(of part: String) {
    folder = part.split(separator: "/").dropLast()
  }

  /// The relationships of that part; none when it has no `.rels`.
  static func read(of part: String, _ parts: PartReader) throws(WorkbookError) -> Relationships {
    let result = Relationships(of: part)
    let name = part.split(separator: "/").last ?? ""
    let beside = (result.folder + ["_rels", "\(name).rels"]).joined(separator: "/")
    if parts.holds(beside) { try parts.read(beside, allowance: WorkbookLimits.part, result) }
    return result
  }

  func first(_ type: String) -> Target? { targets.first { $0.type == type } }

  func target(id: String) -> Target? { targets.first { $0.id == id } }

  func open(_ name: String, _ attributes: [String: String]) {
    guard name == "Relationship", attributes["TargetMode"] != "External", let target = attributes["Target"],
      let type = attributes["Type"]?.split(separator: "/").last
    else { return }
    targets.append(Target(id: attributes["Id"] ?? "", type: String(type), part: resolved(target)))
  }

  func read(_ text: String) {}
  func close(_ name: String) {}

  /// The target as seen from the root, without `.` and `..`.
  private func resolved(_ target: String) -> String {
    let path = String(target.map { $0 == "\\" ? "/" : $0 })
    var steps = path.hasPrefix("/") ? [] : folder
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}
