import Commands
import Curses
import Glibc

// A reader that goes away is learned from the write that fails.
signal(SIGPIPE, SIG_IGN)
let farewell = Farewell()
let exitStatus = runDealboard(Rim.platform(farewell))
// A command that Ctrl-C ended says so by its exit code; whoever sent another signal wants to see that one.
let lastSignal = farewell.signal ?? Interrupts.signal
if let lastSignal, lastSignal != SIGINT || farewell.signal != nil { Terminal.die(by: lastSignal) }
exit(exitStatus)
