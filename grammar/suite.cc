#include "grammar/suite.h"
