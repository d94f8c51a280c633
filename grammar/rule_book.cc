#include "grammar/rule_book.h"
