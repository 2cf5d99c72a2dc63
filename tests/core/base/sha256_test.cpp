#include "core/base/sha256.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

std::string hash_in_pieces(const std::string& text, std::size_t piece) {
  Sha256 hash;
  for (std::size_t i = 0; i < text.size(); i += piece) {
    hash.add(text.data() + i, std::min(piece, text.size() - i));
  }
  return hash.finish();
}

// The examples of NIST's Cryptographic Standards and Guidelines for SHA-256.
TEST(Sha256, GivesThePublishedHashes) {
  EXPECT_EQ(Sha256().finish(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash_in_pieces("abc", 3),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash_in_pieces("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, IsTheSameInPiecesOfAnySize) {
  const std::string text(1000000, 'a');
  for (const std::size_t piece : {1, 63, 64, 65, 1000000}) {
    EXPECT_EQ(hash_in_pieces(text, piece),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        << piece;
  }
}

}  // namespace
}  // namespace cortiscope
