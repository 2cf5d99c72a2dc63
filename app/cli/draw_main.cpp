#include "app/cli/command.h"

/// The commands that draw.
int main(int argc, char** argv) { return cortiscope::run_program(argc, argv, {}); }
