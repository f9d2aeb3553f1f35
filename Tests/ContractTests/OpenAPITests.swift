import Sales
import Testing

@testable import Contract

@Suite("The description in OpenAPI") struct OpenAPITests {
  private let document = OpenAPI.document(version: "1.2.3")

  @Test("has every route once, with its parameters and its success", arguments: Route.table)
  func routes(route: Route) throws {
    let path = route.path.replacing(":stage_id", with: "{stage_id}").replacing(":id", with: "{id}")
    let operation = try #require(document["paths"]?[path]?[route.method.rawValue.lowercased()])
    #expect(operation["operationId"]?.plain == route.endpoint.rawValue)
    guard case .array(let parameters)? = operation["parameters"] else { throw Problem(.internalError, "none") }
    let query = parameters.filter { $0["in"]?.plain == "query" }.compactMap { $0["name"]?.plain }
    #expect(query == route.parameters.map(\.name))
    #expect(parameters.count { $0["in"]?.plain == "path" } == route.pathTables.count)
    #expect((operation["requestBody"] == nil) == (route.body == .none))
    #expect(operation["responses"]?["\(route.success)"] != nil && operation["responses"]?["401"] != nil)
  }

  @Test("names no schema and no answer that it does not have")
  func references() throws {
    let text = document.text
    let names = text.matches(of: /"#\/components\/(schemas|responses)\/(\w+)"/).map { (String($0.1), String($0.2)) }
    #expect(names.count > 100)
    for (part, name) in names { #expect(document["components"]?[part]?[name] != nil, "\(part) \(name)") }
    #expect(document["openapi"]?.plain == "3.1.0" && document["info"]?["version"]?.plain == "1.2.3")
  }

  @Test("asks of a new row what the contract asks")
  func needed() {
    let deal = document["components"]?["schemas"]?["deal_new"]
    #expect(deal?["required"]?.text == #"["name","pipeline_id","stage_id"]"#)
    #expect(deal?["properties"]?["value"]?["anyOf"]?.text.contains(#""maximum":9223372036854775807"#) == true)
    #expect(deal?["properties"]?["days_in_stage"] == nil && deal?["properties"]?["loss_reason"] == nil)
    #expect(document["components"]?["schemas"]?["deal_changes"]?["properties"]?["loss_reason"] != nil)
  }
}
