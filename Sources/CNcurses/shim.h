#ifndef DEALBOARD_CNCURSES_SHIM_H
#define DEALBOARD_CNCURSES_SHIM_H

// What Swift cannot see of ncurses and the C library: macros, mutable globals and variadic functions, each as an inline
// function. A `static` variable here would compile and not link.

// The wide-character functions are declared only under this name.
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>

// From term.h, whose hundreds of macros would take names like `columns` and `lines` away from us.
extern char *tigetstr(const char *name);
extern int tigetflag(const char *name);
extern int tigetnum(const char *name);
extern char *tparm(const char *format, ...);

// Declared by the C library for X/Open and GNU programs only, which Swift's view of it is not.
extern int wcwidth(wchar_t character);
extern int pipe2(int descriptors[2], int flags);
extern int memfd_create(const char *name, unsigned int flags);

// `newterm` with standard input, whose stream is a mutable global.
static inline SCREEN *screen_open(const char *type, FILE *output) { return newterm(type, output, stdin); }

static inline WINDOW *screen_window(void) { return stdscr; }
static inline int screen_pairs(void) { return COLOR_PAIRS; }

// `setcchar` asks for a pointer to the pair only when it does not fit a short; ours always do.
static inline int screen_put(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, pair, NULL) == ERR) return ERR;
  return mvwadd_wch(stdscr, row, column, &cell);
}

static inline attr_t screen_bold(void) { return A_BOLD; }
static inline attr_t screen_dim(void) { return A_DIM; }
static inline attr_t screen_underline(void) { return A_UNDERLINE; }
static inline attr_t screen_reverse(void) { return A_REVERSE; }

// A capability's text, or NULL when it is absent or no string.
static inline const char *screen_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

// The sequence that puts the cursor at a place; `tparm` is variadic.
static inline const char *screen_move_sequence(int row, int column) {
  const char *format = screen_capability("cup");
  return format ? tparm(format, row, column) : NULL;
}

// The window size of a terminal, 0 on success; `ioctl` is variadic.
static inline int screen_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

#endif
