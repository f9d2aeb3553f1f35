/// The number in the middle, or the higher one of the two there.
func median<Number: Comparable>(_ numbers: [Number]) -> Number {
  precondition(!numbers.isEmpty, "there is a middle")
  return numbers.sorted()[numbers.count / 2]
}
