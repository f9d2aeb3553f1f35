import Commands
import Curses
import Glibc

// A reader that goes away is learned from the write that fails.
signal(SIGPIPE, SIG_IGN)
let farewell = Farewell()
let exitStatus = runDealboard(Rim.platform(farewell))
if let signal = farewell.signal { Terminal.die(by: signal) }
exit(exitStatus)
