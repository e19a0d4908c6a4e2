// The table of verbs: a new one is declared and listed here.
#pragma once

#include <vector>

#include "verbs/verb.hpp"

namespace ocspan_tool {

Verb response_verb();
Verb request_verb();
Verb certificate_verb();
Verb create_request_verb();
Verb verify_verb();
Verb check_verb();
Verb dump_verb();
Verb find_verb();
Verb lint_verb();
Verb serve_verb();

/// All verbs, in the order in which --help lists them.
inline std::vector<Verb> all_verbs() {
  return {
      response_verb(), request_verb(), certificate_verb(), create_request_verb(), verify_verb(),
      check_verb(),    dump_verb(),    find_verb(),        lint_verb(),           serve_verb(),
  };
}

}  // namespace ocspan_tool
