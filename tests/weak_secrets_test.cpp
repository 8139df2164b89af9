// Which secrets are called weak, and above all which are not.
#include "mailu/weak_secrets.hpp"

#include <doctest/doctest.h>

using namespace mailu_lint;

TEST_CASE("weak secrets are told from strong ones and from what is none") {
  struct Row {
    std::string_view secret;
    Weakness expected;
  };
  constexpr Row rows[] = {
      {"changeme", Weakness::well_known},
      {"ChangeMeChangeMe", Weakness::well_known},
      {"Change-Me_2024!", Weakness::well_known},
      {"\"changeme\"", Weakness::well_known},
      {"your secret key here", Weakness::well_known},
      {"changeme_secret_key_min_32_chars", Weakness::well_known},
      {"Your-Very-Long-Random-String-Here", Weakness::well_known},
      {"<your key>", Weakness::well_known},
      {"Password123", Weakness::well_known},
      {"123456789", Weakness::well_known},
      {"****************", Weakness::well_known},
      {"0", Weakness::well_known},
      {"V5J4SHRYVW9PZIQU", Weakness::well_known},
      {"T7kQ2xVb", Weakness::brief},
      {"987", Weakness::brief},
      {"'T7kQ2xVb90aZ4f'", Weakness::brief},
      // Random, and words as part of more.
      {"B6T0K9ZJ4WQ2XN7R", Weakness::none},
      {"9f1c0b7d52a84e36bb1e47aa60d3c58e", Weakness::none},
      {"mailu-837293749", Weakness::none},
      {"changeme-correct-horse", Weakness::none},
      // Nothing, or somewhere else.
      {"", Weakness::none},
      {"''", Weakness::none},
      {"{{ secret }}", Weakness::none},
      {"${KEY}", Weakness::none},
      {"$(cat key)", Weakness::none},
      {"/run/secrets/k", Weakness::none},
  };
  for (const Row& row : rows) {
    CAPTURE(row.secret);
    CHECK(static_cast<int>(weakness_of(row.secret, 15)) == static_cast<int>(row.expected));
  }
}
