// SPDX-License-Identifier: Apache-2.0
#include "core/bench/operation_count.h"

#include "core/bench/operation_counter.h"

namespace destudio::bench {

OperationCount& OperationCount::operator+=(const OperationCount& other) {
    convolution += other.convolution;
    linear += other.linear;
    attention += other.attention;
    return *this;
}

OperationCount& OperationCount::operator*=(double factor) {
    convolution *= factor;
    linear *= factor;
    attention *= factor;
    return *this;
}

OperationCount count_text_encoder(const nn::ClipTextConfig& config, std::int64_t batch) {
    const std::int64_t tokens = batch * config.max_position_embeddings;
    OperationCounter counter;
    for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
        counter.linear(config.hidden_size, 4 * config.hidden_size, tokens);  // q, k, v, out
        counter.attention(tokens, config.max_position_embeddings, config.hidden_size);
        counter.linear(config.hidden_size, 2 * config.intermediate_size, tokens);  // up and down
    }
    return counter.count();
}

}  // namespace destudio::bench
