// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <stop_token>
#include <vector>

#include "core/models/model_description.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/verify/golden_recording.h"

namespace destudio::verify {

/// Compares a diffusers bundle with the golden.json and golden.safetensors beside its model_index.json.
void run_bundle_case(const GoldenRecording& golden, Checks& checks, std::stop_token stop = {});
/// Compares the noise schedule and the samplers with recorded tables and trajectories; there is no model.
void run_scheduler_case(const GoldenRecording& golden, Checks& checks);
/// Compares the samplers of few-step models with whole runs of a U-Net and an autoencoder, without a text encoder.
void run_few_step_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop = {});
/// Compares a Stable Diffusion XL folder with the golden.json beside its model_index.json.
void run_sdxl_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop = {});
/// Compares single-file checkpoints and the folder of the same network with what was recorded of it.
void run_single_file_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop = {});
/// Compares LoRA files, merged into a network, with recorded weights and outputs.
void run_lora_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop = {});
/// Compares the parts of a Faster R-CNN with recordings of torchvision's.
void run_faster_rcnn_case(const GoldenRecording& golden, Checks& checks);
/// Compares a model with GLIGEN's gated layers with recorded tokens, layers and runs.
void run_gligen_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop = {});
/// Compares an AutoencoderTiny in vae/ with recorded encodings and decodings.
void run_autoencoder_tiny_case(const GoldenRecording& golden, Checks& checks);

// The parts of a bundle's case. All arithmetic is float32 on the CPU.
void check_tokenizer(const GoldenRecording& golden, Checks& checks);
void check_text_encoder(const GoldenRecording& golden, nn::ClipTextEncoder& encoder, Checks& checks);
void check_two_text_encoders(const GoldenRecording& golden, const models::ModelDescription& model,
                             nn::ClipTextEncoder& first, nn::ClipTextEncoder& second, Checks& checks);
void check_autoencoder(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks);
void check_time_embedding(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_added_conditions(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_unet(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_unet_submodules(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_autoencoder_submodules(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks);

/// The networks of a bundle, read in float32.
struct BundleNetworks {
    std::shared_ptr<nn::ClipTextEncoder> text_encoder;
    std::shared_ptr<nn::ClipTextEncoder> text_encoder_2;  ///< Stable Diffusion XL's second one, else null
    std::shared_ptr<nn::AutoencoderKl> autoencoder;
    std::shared_ptr<nn::Unet2dCondition> unet;
};
void check_adapter_features(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks);
void check_end_to_end(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks,
                      const std::stop_token& stop);

/// Reads one network in float32. @param stem of its weight files
template <class Network, class Config>
std::shared_ptr<Network> load_network(const std::filesystem::path& folder, const std::string& stem,
                                      const Config& config) {
    const nn::SkipInitialization skip;
    auto network = std::make_shared<Network>(config);
    nn::load_weights(*network, nn::find_weights(folder, stem), {.dtype = torch::kFloat32});
    return network;
}
/// The same of a whole model, wherever its parts lie.
BundleNetworks networks_of(const models::ModelDescription& model);

/// Grounding tokens of recorded boxes, [1,N,D], and those of as many slots that are not used.
struct RecordedGrounding {
    torch::Tensor tokens;
    torch::Tensor without;
};
/// Runs from noise with boxes, in the first steps of each ("gligen_beta").
void check_grounded_runs(const GoldenRecording& golden, const models::ModelDescription& model,
                         const BundleNetworks& networks, const std::vector<RecordedGrounding>& grounding,
                         Checks& checks, const std::stop_token& stop);
/// Runs whose prompts are texts ("e2e.prompts"), each with its own negative prompts and embeddings.
void check_prompted_runs(const GoldenRecording& golden, const models::ModelDescription& model,
                         const BundleNetworks& networks, Checks& checks, const std::stop_token& stop);

/// Compares "PREFIX.div1", "PREFIX.div2", ... with the pyramid's levels.
void compare_pyramid(const GoldenRecording& golden, const std::string& prefix, const nn::FeatureLevels& pyramid,
                     Checks& checks);
/// [B,H,W,3] bytes to [B,3,H,W] in [-1,1].
torch::Tensor image_from_bytes(const torch::Tensor& bytes);
/// Compares "PREFIX.image" with "PREFIX.image_u8", and gives the image.
torch::Tensor recorded_image(const GoldenRecording& golden, const std::string& prefix, Checks& checks);

}  // namespace destudio::verify
