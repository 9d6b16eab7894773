// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

namespace torch::nn {
class Module;
}

namespace destudio::detection {

/// Fills a pixel detector with weights trained elsewhere, as safetensors or a PyTorch checkpoint, which is read without
/// running anything of it: torchvision's ResNet classifier ("conv1.weight", its "fc" is not used), one that was trained
/// without labels ("module.encoder.conv1.weight" and the like), or a whole RetinaNet or Faster R-CNN of torchvision
/// ("backbone.body.conv1.weight"). The backbone's body has
/// to be complete; other parts are taken where name and shape fit, so a head of other classes starts afresh.
/// @return how many tensors were taken
/// @throws ConfigError naming a tensor of the body that is missing or misshapen; IoError, FormatError
std::size_t load_pretrained(torch::nn::Module& module, const std::filesystem::path& path);

}  // namespace destudio::detection
