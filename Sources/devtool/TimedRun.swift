import Foundation
import Glibc

/// A program run from start to end without a terminal, as a shell would in a pipe.
enum TimedRun {
  /// How long it took, its input and output being files. Throws unless it ends well.
  static func time(_ words: [String], input: String = "/dev/null", output: String = "/dev/null") throws -> Duration {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let pointers = words.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    var (id, status) = (pid_t(), Int32())
    let start = ContinuousClock.now
    let fault = posix_spawnp(&id, words[0], &actions, nil, pointers, environ)
    guard fault == 0 else { throw Trouble("\(words[0]): \(String(cString: strerror(fault))); is it installed?") }
    waitpid(id, &status, 0)
    let time = ContinuousClock.now - start
    guard status == 0 else { throw Trouble("\(words.joined(separator: " ")) ended with \(status >> 8)") }
    return time
  }

  /// Two programs in turn, so that both meet the same machine: the middle of the first one's times, and of the ratio of
  /// each pair.
  static func compare(
    runs: Int, _ first: () throws -> Duration, _ second: () throws -> Duration
  ) throws -> (time: Duration, ratio: Double) {
    let pairs = try (0...runs).map { _ in (first: try first(), second: try second()) }.dropFirst()
    return (median(pairs.map(\.first)), median(pairs.map { $0.first / $0.second }))
  }
}
