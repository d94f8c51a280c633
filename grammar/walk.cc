#include "grammar/walk.h"
