/// A count as people read it, in groups of three: `1,589`.
package func grouped(_ number: some BinaryInteger) -> String {
  var result = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  if number < 0 { result.append("-") }
  return String(result.reversed())
}

/// `1 day`, `1,033 days`; what is many otherwise says how, as in `2 activities`.
package func counted(_ number: Int, _ one: String, many: String? = nil) -> String {
  "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
}
