#ifndef DEALBOARD_CNCURSES_SHIM_H
#define DEALBOARD_CNCURSES_SHIM_H

// The wide-character functions are declared only under this name.
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

#endif
