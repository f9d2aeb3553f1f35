package enum Key: Hashable, Sendable { case enter }
package struct Canvas: Sendable {}
