// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/common/image_mask.h"
#include "core/detection/common/post_processing.h"
#include "core/detection/dino/deformable_attention_function.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/nn/io/weights.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

using detection::DinoOutput;

/// Rows of sizes [B,2] as (height, width).
std::vector<Size> read_sizes(const torch::Tensor& sizes) {
    std::vector<Size> list;
    for (std::int64_t i = 0; i < sizes.size(0); ++i) {
        list.push_back({sizes[i][1].item<int>(), sizes[i][0].item<int>()});
    }
    return list;
}

detection::FeaturePyramid read_pyramid(const Recording& golden) {
    detection::FeaturePyramid pyramid;
    const std::string prefix = "in.feat.";
    for (const std::string& name : golden.names()) {
        if (name.starts_with(prefix)) {
            pyramid.emplace(name.substr(prefix.size()), golden[name]);
        }
    }
    return pyramid;
}

/// Rows of padded tokens set to zero: nothing reads them, and their position embedding hangs on the last bit.
class TokenMask {
public:
    explicit TokenMask(const torch::Tensor& padding) : m_padding(padding.unsqueeze(-1)) {}
    torch::Tensor operator()(const torch::Tensor& tokens) const { return tokens.masked_fill(m_padding, 0.0); }

private:
    torch::Tensor m_padding;
};

void check_levels(const DinoOutput& out, const Recording& golden, Checks& checks) {
    for (std::size_t i = 0; i < out.neck.size(); ++i) {
        const std::string level = std::to_string(i);
        checks.close("neck." + level, out.neck[i], golden["neck." + level]);
        checks.equal("mask." + level, out.level_masks[i], golden["mask." + level]);
        const auto padding = golden.mask("mask." + level).unsqueeze(1);
        checks.close("pos." + level, out.transformer.positions[i].masked_fill(padding, 0.0),
                     golden["pos." + level].masked_fill(padding, 0.0));
    }
    std::vector<std::int64_t> shapes;
    std::vector<std::int64_t> starts;
    std::int64_t start = 0;
    for (const auto& shape : out.transformer.tokens.shapes) {
        shapes.insert(shapes.end(), {shape.height, shape.width});
        starts.push_back(start);
        start += shape.tokens();
    }
    checks.equal("spatial_shapes", torch::tensor(shapes, torch::kLong).view({-1, 2}), golden["spatial_shapes"]);
    checks.equal("level_start_index", torch::tensor(starts, torch::kLong), golden["level_start_index"]);
    checks.close("valid_ratios", out.transformer.tokens.valid_ratios, golden["valid_ratios"]);
}

void check_plan(const std::string& name, const detection::SamplingPlan& plan, const detection::LevelShapes& shapes,
                const torch::Tensor& padding, const Recording& golden, Checks& checks) {
    auto locations = plan.locations;
    auto weights = plan.weights;
    auto output = detection::deformable_attention(plan.value, shapes, plan.locations, plan.weights);
    auto want_locations = golden[name + "sampling_locations"];
    auto want_weights = golden[name + "attention_weights"];
    auto want_output = golden[name + "output"];
    if (padding.defined()) {
        const auto clear = [&](torch::Tensor& tensor) {
            std::vector<std::int64_t> shape(static_cast<std::size_t>(tensor.dim()), 1);
            shape[0] = padding.size(0);
            shape[1] = padding.size(1);
            tensor = tensor.masked_fill(padding.view(shape), 0.0);
        };
        for (torch::Tensor* tensor : {&locations, &weights, &output, &want_locations, &want_weights, &want_output}) {
            clear(*tensor);
        }
    }
    checks.close(name + "value", plan.value, golden[name + "value"]);
    checks.close(name + "sampling_locations", locations, want_locations);
    checks.close(name + "attention_weights", weights, want_weights);
    checks.close(name + "output", output, want_output);
}

void check_encoder(detection::DinoAdapter& adapter, const DinoOutput& out, const Recording& golden, Checks& checks) {
    const auto& tokens = out.transformer.tokens;
    const auto padding = golden.mask("enc.padding_mask");
    const TokenMask free(padding);
    checks.close("enc.src", tokens.src, golden["enc.src"]);
    checks.close("enc.pos", free(tokens.pos), free(golden["enc.pos"]));
    checks.equal("enc.padding_mask", tokens.padding_mask.defined() ? tokens.padding_mask : torch::zeros_like(padding),
                 golden["enc.padding_mask"]);
    const auto reference = detection::encoder_reference_points(tokens.shapes, tokens.valid_ratios);
    checks.close("enc.reference_points", reference, golden["enc.reference_points"]);
    auto& encoder = adapter.transformer().encoder();
    if (golden.has("enc.layer0.attn_out")) {
        auto& attention = encoder.layer(0).attention();
        check_plan("enc.layer0.msda.",
                   attention.plan(tokens.src, tokens.pos, tokens.src, reference, tokens.shapes, tokens.padding_mask),
                   tokens.shapes, padding, golden, checks);
        checks.close(
            "enc.layer0.attn_out",
            free(attention.forward(tokens.src, tokens.pos, tokens.src, reference, tokens.shapes, tokens.padding_mask)),
            free(golden["enc.layer0.attn_out"]));
    }
    for (std::size_t i = 0; golden.has("enc.layer." + std::to_string(i)); ++i) {
        const std::string name = "enc.layer." + std::to_string(i);
        checks.close(name, free(out.transformer.encoder_outputs.at(i)), free(golden[name]));
    }
    checks.close("memory", free(out.transformer.encoder_outputs.back()), free(golden["memory"]));
}

void check_two_stage(const DinoOutput& out, const Recording& golden, Checks& checks) {
    const auto& selection = out.transformer.selection;
    const auto valid = golden.mask("ts.valid");
    checks.equal("ts.valid", out.transformer.proposals.valid, golden["ts.valid"]);
    checks.close("ts.output_proposals", out.transformer.proposals.boxes, golden["ts.output_proposals"]);
    checks.close("ts.output_memory", selection.output_memory, golden["ts.output_memory"]);
    checks.close("ts.class_logits", selection.class_logits, golden["ts.class_logits"]);
    checks.close("ts.bbox_delta", selection.bbox_delta, golden["ts.bbox_delta"]);
    checks.close("ts.class_max", selection.class_max, golden["ts.class_max"]);
    checks.close("ts.topk_scores", selection.topk_scores, golden["ts.topk_scores"]);
    // Invalid tokens share one score, so their order among themselves is free.
    const auto expected = golden["ts.topk_idx"];
    const auto is_valid = valid.gather(1, expected);
    checks.equal("ts.topk_idx", selection.topk_idx.masked_fill(is_valid.logical_not(), -1),
                 expected.masked_fill(is_valid.logical_not(), -1));
    checks.close("ts.target_unact", selection.target_unact, golden["ts.target_unact"]);
}

void check_decoder(detection::DinoAdapter& adapter, const DinoOutput& out, const Recording& golden, Checks& checks) {
    const auto& decoder = out.transformer.decoder;
    const auto& tokens = out.transformer.tokens;
    checks.close("dec.query_in", out.transformer.query, golden["dec.query_in"]);
    checks.within("dec.init_reference", out.transformer.init_reference, golden["dec.init_reference"], 1e-5);
    for (std::size_t i = 0; i < decoder.outputs.size(); ++i) {
        const std::string layer = "dec.layer." + std::to_string(i) + ".";
        checks.within(layer + "reference_in", decoder.references_in[i], golden[layer + "reference_in"], 1e-5);
        checks.close(layer + "query_sine", decoder.query_sines[i], golden[layer + "query_sine"]);
        checks.close(layer + "query_pos", decoder.query_positions[i], golden[layer + "query_pos"]);
        checks.close(layer + "out", decoder.outputs[i], golden[layer + "out"]);
    }
    if (golden.has("dec.layer0.self_attn_out")) {
        auto& layer = adapter.transformer().decoder().layer(0);
        const auto& query_pos = decoder.query_positions[0];
        const auto& memory = out.transformer.encoder_outputs.back();
        const auto self = layer.self_attention().forward(out.transformer.query, query_pos, {});
        checks.close("dec.layer0.self_attn_out", self, golden["dec.layer0.self_attn_out"]);
        const auto query = layer.norm(0).forward(self);
        check_plan("dec.layer0.msda.",
                   layer.cross_attention().plan(query, query_pos, memory, decoder.references_in[0], tokens.shapes,
                                                tokens.padding_mask),
                   tokens.shapes, {}, golden, checks);
        checks.close("dec.layer0.cross_attn_out",
                     layer.cross_attention().forward(query, query_pos, memory, decoder.references_in[0], tokens.shapes,
                                                     tokens.padding_mask),
                     golden["dec.layer0.cross_attn_out"]);
    }
    checks.close("dec.inter_states", torch::stack(decoder.states), golden["dec.inter_states"]);
    checks.within("dec.inter_references", torch::stack(decoder.references), golden["dec.inter_references"], 1e-5);
}

void check_predictions(const DinoOutput& out, const Recording& golden, std::int64_t count, Checks& checks) {
    checks.close("out.pred_logits", out.pred_logits(), golden["out.pred_logits"]);
    checks.within("out.pred_boxes", out.pred_boxes(), golden["out.pred_boxes"], 1e-5);
    checks.close("out.enc_logits", out.enc_logits(), golden["out.enc_logits"]);
    checks.within("out.enc_boxes", out.enc_boxes(), golden["out.enc_boxes"], 1e-5);

    const auto network_sizes = read_sizes(golden["in.image_sizes"]);
    const auto output_sizes = read_sizes(golden["in.output_sizes"]);
    const auto top = detection::top_predictions(out.all_logits[-1], out.all_boxes[-1], network_sizes, count);
    const double pixels = 1e-5 * golden["in.image_sizes"].max().item<double>();
    const double output_pixels = 1e-5 * golden["in.output_sizes"].max().item<double>();
    checks.equal("post.topk_flat_idx", top.flat_idx, golden["post.topk_flat_idx"]);
    checks.equal("post.labels", top.labels, golden["post.labels"]);
    checks.close("post.scores", top.scores, golden["post.scores"]);
    checks.within("post.boxes", top.boxes, golden["post.boxes"], pixels);
    for (std::size_t b = 0; b < network_sizes.size(); ++b) {
        const std::string name = "final." + std::to_string(b) + ".";
        const auto scaled =
            detection::scale_predictions(top, static_cast<std::int64_t>(b), network_sizes[b], output_sizes[b]);
        checks.within(name + "boxes", scaled.boxes, golden[name + "boxes"], output_pixels);
        checks.close(name + "scores", scaled.scores, golden[name + "scores"]);
        checks.equal(name + "labels", scaled.labels, golden[name + "labels"]);
    }
}

}  // namespace

void check_adapter(const std::filesystem::path& folder, Checks& checks) {
    const torch::NoGradGuard no_grad;
    const auto config_path = folder / "config.json";
    const auto config = detection::parse_dino_config(read_json(config_path), config_path.string());
    detection::DinoAdapter adapter(config);
    nn::load_weights(adapter, folder / "model.safetensors");
    const Recording golden(folder / "golden.safetensors");

    const auto sizes = read_sizes(golden["in.image_sizes"]);
    const auto padded = golden["in.padded_size"];
    const Size padded_size{padded[1].item<int>(), padded[0].item<int>()};
    const Size own_size = detection::padded_batch_size(sizes, static_cast<int>(config.size_divisibility));
    checks.holds("in.padded_size", own_size == padded_size);
    const auto mask = detection::make_image_mask(sizes, padded_size, false);
    checks.equal("in.image_mask", mask, golden["in.image_mask"]);

    const DinoOutput out = adapter.forward(read_pyramid(golden), mask);
    check_levels(out, golden, checks);
    check_encoder(adapter, out, golden, checks);
    check_two_stage(out, golden, checks);
    check_decoder(adapter, out, golden, checks);
    check_predictions(out, golden, config.select_box_nums_for_evaluation, checks);
}

}  // namespace destudio::verify
