// Paths as text: what docker computes from the names in the files, without asking the file system.
#pragma once

#include <string>
#include <string_view>

namespace mailu_lint {

bool is_absolute(std::string_view path);
/// `a/./b//c/..` to `a/b`; the empty path to `.`.
std::string clean_path(std::string_view path);
/// `path` seen from `directory`, cleaned; an absolute `path` stands for itself. From an unknown (empty) directory a
/// relative path stays relative.
std::string join_path(std::string_view directory, std::string_view path);
/// Of `a/b.yml` it is `a`, of `b.yml` it is `.`, of `/b.yml` it is `/`.
std::string parent_path(std::string_view path);
/// The last part of a path: `b.yml` of `a/b.yml`.
std::string_view base_name(std::string_view path);

}  // namespace mailu_lint
