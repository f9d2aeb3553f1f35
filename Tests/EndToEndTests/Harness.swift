// Every file here runs the real program, so that all of them get what runs it.
@_exported public import Harness
