// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

namespace destudio::prompting {

struct HttpLimits {
    double connect_seconds = 10;
    double seconds = 120;                          ///< of the whole request; above 0
    std::size_t max_bytes = std::size_t{4} << 20;  ///< of the answer
};

struct HttpReply {
    long status = 0;
    std::string body;
};

/// Posts JSON to an http or https address and waits for the answer, whatever its status. Redirects are not followed, so
/// that nothing is sent to another place than `url`.
/// @param key sent as a bearer token to that address only; empty: none. It is in no error.
/// @throws IoError when the server cannot be reached, is too slow or says too much; CancelledError within a second of
///         a stop
HttpReply post_json(const std::string& url, const std::string& key, const std::string& body, const HttpLimits& limits,
                    const std::stop_token& stop);

}  // namespace destudio::prompting
