// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/meta_parameters.h"

namespace destudio::nn {

namespace {

thread_local bool meta_parameters = false;

}  // namespace

MetaParameters::MetaParameters() : m_before(meta_parameters) {
    meta_parameters = true;
}
MetaParameters::~MetaParameters() {
    meta_parameters = m_before;
}

torch::Tensor MetaParameters::parameter(torch::IntArrayRef sizes) {
    return meta_parameters ? torch::zeros({1}).expand(sizes) : torch::empty(sizes);
}

}  // namespace destudio::nn
