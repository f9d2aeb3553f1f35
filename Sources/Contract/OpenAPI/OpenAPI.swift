package import Sales

/// The description of the contract in the words of OpenAPI 3.1, made from the tables of routes, parameters and fields.
package enum OpenAPI {
  /// The whole document; `version` is the program's.
  package static func document(version: String) -> JSON {
    object([
      ("openapi", .string("3.1.0")),
      ("info", object([("title", .string("dealboard")), ("version", .string(version))])),
      // Where the web server has the program; the examples of README say /api.
      ("servers", .array([object([("url", .string("/api"))])])),
      ("security", .array([object([("key", .array([]))]), object([("bearer", .array([]))])])),
      ("paths", paths),
      ("components", object([("schemas", schemas), ("responses", problems), ("securitySchemes", securitySchemes)])),
    ])
  }

  static func object(_ members: [(String, JSON)]) -> JSON { .object(members.map { JSON.Member($0.0, $0.1) }) }

  static func strings(_ words: [String]) -> JSON { .array(words.map { .string($0) }) }

  private static let securitySchemes = object([
    ("key", object([("type", .string("apiKey")), ("in", .string("header")), ("name", .string("X-Api-Key"))])),
    ("bearer", object([("type", .string("http")), ("scheme", .string("bearer"))])),
  ])

  /// Each path once, with its methods in the order of the routes.
  private static var paths: JSON {
    var order: [String] = []
    var methods: [String: [(String, JSON)]] = [:]
    for route in Route.table {
      let path = "/" + route.segments.map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : $0 }.joined(separator: "/")
      if methods[path] == nil { order.append(path) }
      methods[path, default: []].append((route.method.rawValue.lowercased(), route.operation))
    }
    return object(order.map { ($0, object(methods[$0] ?? [])) })
  }

  private static var schemas: JSON {
    var schemas: [(String, JSON)] = []
    for resource in Resource.allCases {
      schemas.append((resource.rawValue, resource.schema))
      if Route.table.contains(where: { $0.body == .new(resource) }) {
        schemas.append((resource.rawValue + "_new", resource.bodySchema(isNew: true)))
      }
      if Route.table.contains(where: { $0.body == .changes(resource) }) {
        schemas.append((resource.rawValue + "_changes", resource.bodySchema(isNew: false)))
      }
    }
    let named = [("type", text), ("id", text), ("name", text)]
    schemas.append(("related", closed(named, needed: ["type", "id"])))
    let problem = [("code", text), ("message", text), ("field", text)]
    schemas.append(("problem", closed([("error", closed(problem, needed: ["code", "message"]))], needed: ["error"])))
    return object(schemas)
  }

  /// Every answer that tells of a failure, by its status.
  private static var problems: JSON {
    let statuses = Set(Problem.Code.allCases.map(\.status)).sorted()
    return object(
      statuses.map { status in
        (
          "\(status)",
          object([
            ("description", .string(Response(status: status, .null).statusText)), ("content", content(of: "problem")),
          ])
        )
      })
  }

  static let text = object([("type", .string("string"))])

  /// An object that has no other members.
  static func closed(_ members: [(String, JSON)], needed: [String]) -> JSON {
    object([
      ("type", .string("object")), ("properties", object(members)), ("required", strings(needed)),
      ("additionalProperties", .bool(false)),
    ])
  }

  static func reference(_ schema: String) -> JSON { object([("$ref", .string("#/components/schemas/" + schema))]) }

  static func list(of items: JSON) -> JSON { object([("type", .string("array")), ("items", items)]) }

  static func content(_ schema: JSON) -> JSON { object([("application/json", object([("schema", schema)]))]) }

  static func content(of schema: String) -> JSON { content(reference(schema)) }
}
