// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/recipe_keys.h"

namespace destudio::training {

namespace {

using Keys = std::vector<RecipeKey>;

void add_keys(Keys& keys, const Keys& more, const std::string& prefix = {}) {
    for (const RecipeKey& key : more) {
        keys.push_back({prefix + key.key, key.what});
    }
}

const Keys& backbone_keys() {
    static const Keys keys{
        {"depth", "Of the ResNet: 18 or 50"},
        {"width", "Channels of its first stage; 64 is the usual ResNet"},
        {"norm", "group (for training from nothing) or frozen_batch (for weights trained elsewhere)"},
        {"group_norm_groups", "Groups of a group norm; they divide the width"},
        {"max_pool", "Whether pictures are halved once more after the first convolution"},
        {"first_stage",
         "Stages from this one on, 1 to 4, feed the pyramid; the published detectors say 2 for RetinaNet "
         "and DINO, and 1 for Faster R-CNN"},
        {"pixel_mean", "Of red, green and blue in [0,1]"},
        {"pixel_std", "Deviation of the same"},
    };
    return keys;
}

const Keys& pyramid_keys() {
    static const Keys keys{
        {"num_feature_levels", "Levels of the pyramid: those of the inputs, and coarser ones made of the last"},
        {"embed_dim", "Channels of the pyramid"},
        {"group_norm_groups", "Groups of the norms behind the U-Net's features; they divide embed_dim"},
        {"group_norm_eps", "A small number in these norms"},
    };
    return keys;
}

const Keys& dino_keys() {
    static const Keys keys{
        {"embed_dim", "Width of the transformer"},
        {"num_heads", "Heads of every attention"},
        {"feedforward_dim", "Width inside its feed-forward layers"},
        {"num_encoder_layers", "Encoder layers"},
        {"num_decoder_layers", "Decoder layers"},
        {"num_feature_levels", "Levels: those that are read, and coarser ones made of the last"},
        {"num_points", "Sampling points of a head on a level"},
        {"group_norm_groups", "Groups of the norms behind what is read"},
        {"num_queries", "Boxes that are looked for in a picture"},
        {"select_box_nums_for_evaluation", "Boxes that are kept of a picture, best first"},
        {"dn_number", "Denoising queries of a picture in training; 0 for none"},
        {"label_noise_ratio", "Share of denoising queries with another class"},
        {"box_noise_scale", "How far boxes of denoising queries are moved"},
        {"pos_temperature", "Of the sinusoids of positions"},
        {"pos_offset", "Added to positions before they are scaled"},
        {"pos_eps", "A small number in that scaling"},
        {"inverse_sigmoid_eps", "A small number in inverse sigmoids"},
        {"layer_norm_eps", "A small number in layer norms"},
        {"group_norm_eps", "A small number in group norms"},
        {"two_stage_wh_base", "Side of a proposal on the finest level, as a share of the picture"},
        {"two_stage_valid_range", "Proposals whose centre or side lies outside are not taken"},
        {"size_divisibility", "Pictures are padded to multiples of so many pixels"},
    };
    return keys;
}

const Keys& retinanet_keys() {
    static const Keys keys{
        {"head_convs", "3x3 convolutions before each output"},
        {"head_norm", "none, or group, between them"},
        {"anchor_sizes", "Pixels, one for each level, fine to coarse"},
        {"anchor_octaves", "Sizes of anchors within an octave"},
        {"aspect_ratios", "Heights over widths of the anchors"},
        {"foreground_iou", "An anchor that overlaps a box so much has to find it"},
        {"background_iou", "Below this an anchor has to find nothing"},
        {"focal_alpha", "Weight of objects in the focal loss"},
        {"focal_gamma", "How much easy anchors count less in it"},
        {"smooth_l1_beta", "Where the loss of boxes turns from squares to absolute values"},
        {"box_weight", "Weight of that loss"},
        {"candidates_per_level", "Boxes of a level that are looked at after training"},
        {"nms_iou", "Boxes of a class that overlap a better one more than this are dropped"},
        {"max_detections", "Boxes that are kept of a picture"},
    };
    return keys;
}

const Keys& faster_rcnn_keys() {
    static const Keys keys{
        {"anchor_sizes", "Pixels, one for each level and one for the coarser level that only proposals are made on"},
        {"aspect_ratios", "Heights over widths of the anchors"},
        {"smooth_l1_beta", "Where the losses of boxes turn from squares to absolute values"},
        {"proposals.convs", "3x3 convolutions before the outputs of the first stage"},
        {"proposals.foreground_iou", "An anchor that overlaps a box so much is an object"},
        {"proposals.background_iou", "Below this an anchor is background"},
        {"proposals.batch", "Anchors of a picture that the loss looks at"},
        {"proposals.positive_share", "Share of objects among them, at most"},
        {"proposals.candidates_train", "Boxes of a level before suppression, in training"},
        {"proposals.candidates", "The same after training"},
        {"proposals.proposals_train", "Proposals of a picture, in training"},
        {"proposals.proposals", "The same after training"},
        {"proposals.nms_iou", "Proposals that overlap a better one more than this are dropped"},
        {"proposals.min_score", "Proposals below this score are dropped"},
        {"proposals.min_size", "Proposals with a shorter side, in pixels, are dropped"},
        {"boxes.pool_size", "Bins along each side of a pooled proposal"},
        {"boxes.pool_sampling", "Points along each side of a bin; 0: as many as it has cells"},
        {"boxes.representation", "Width of the two layers of the second stage"},
        {"boxes.canonical_size", "A box of so many pixels is pooled from the canonical level"},
        {"boxes.canonical_level", "Logarithm (base 2) of that level's stride"},
        {"boxes.code_weights", "What the four numbers of a box code are multiplied with"},
        {"boxes.foreground_iou", "A proposal that overlaps a box so much is an object"},
        {"boxes.background_iou", "Below this it is background"},
        {"boxes.batch", "Proposals of a picture that the loss looks at"},
        {"boxes.positive_share", "Share of objects among them, at most"},
        {"boxes.nms_iou", "Boxes of a class that overlap a better one more than this are dropped"},
        {"boxes.min_size", "Boxes with a shorter side, in pixels, are dropped"},
        {"boxes.max_detections", "Boxes that are kept of a picture"},
    };
    return keys;
}

/// Of every training of a detector.
Keys training_keys() {
    return {
        {"framework", "The detector: retinanet, faster_rcnn or dino"},
        {"seed", "Of all random numbers"},
        {"image_size", "Pixels of each side of the squares that pictures are cut to"},
        {"steps", "Updates of the weights"},
        {"batch", "Pictures of a step"},
        {"accumulate",
         "Equal parts of a step's pictures that are computed one after the other, to need less memory; the gradients "
         "are those of the whole (of a Faster R-CNN, the mean over the parts)"},
        {"optimiser", "adamw or sgd"},
        {"momentum", "Of sgd"},
        {"learning_rate", "After the warm-up"},
        {"warmup_steps", "Steps in which the rate rises to it"},
        {"decay_at", "Share of the steps after which the rate falls"},
        {"decay_factor", "0: it falls linearly to nothing; else at once to this part"},
        {"drop_steps", "Instead: steps at each of which the rate is multiplied with decay_factor"},
        {"weight_decay", "Of adamw beside the gradient, of sgd within it"},
        {"max_gradient_norm", "Longer gradients are shortened to this"},
        {"ema_decay", "Of the averaged copy that is measured and kept; 0: none"},
        {"flip_probability", "Of swapping left and right"},
        {"dtype", "float32 or bfloat16: of the arithmetic; of a DINO the frozen model's alone, as its own is float32"},
        {"checkpoint_every", "Steps between checkpoints"},
        {"evaluate_every", "Steps between measurements"},
        {"evaluation_images", "Held-out pictures that are measured on, at most"},
        {"model", "Keys of the detector's configuration that differ, see below"},
    };
}

const Keys& teacher_keys() {
    static const Keys keys{
        {"burn_up", "Share of the steps that learn from labelled pictures alone"},
        {"decay", "Share of itself that the teacher keeps at each step after them"},
        {"min_score", "Boxes of the teacher above this score are taken for labels"},
        {"unlabelled_weight", "Weight of the losses on these"},
        {"domain_weight", "Weight of telling the domains apart; 0: this is not learned"},
    };
    return keys;
}

}  // namespace

std::vector<RecipeKey> detector_recipe_keys() {
    Keys keys = training_keys();
    add_keys(keys, teacher_keys(), "teacher.");
    return keys;
}

std::vector<RecipeKey> adapter_recipe_keys() {
    Keys keys = training_keys();
    add_keys(keys,
             {{"feature_repeats", "Steps that train on one batch's features; more is quicker and less varied"},
              {"feature_draws",
               "Above 0: each picture comes with at most so many crops, flips and noises, in turn, whose features "
               "--feature-cache keeps; 0: with new ones each time"},
              {"min_timestep", "Noise level of the features, the lowest; the paper trains at 1"},
              {"max_timestep", "The highest; above the lowest, they are drawn in between"},
              {"prompts",
               "Text that the U-Net is given: none (the empty prompt, as the paper trains) or "
               "captions"},
              {"masks",
               "true: a mask head learns beside the boxes where the pictures have outlines, and detections have "
               "outlines"}});
    return keys;
}

std::vector<RecipeKey> model_recipe_keys(const std::string& framework, bool on_pixels) {
    Keys keys;
    if (on_pixels) {
        add_keys(keys, backbone_keys(), "backbone.");
    } else {
        add_keys(keys, {{"in_features", "Levels of the U-Net that are read: div1, div2, div4, div8"}});
    }
    if (framework == "dino") {
        add_keys(keys, dino_keys());
        return keys;
    }
    add_keys(keys, pyramid_keys());
    add_keys(keys, framework == "retinanet" ? retinanet_keys() : faster_rcnn_keys());
    return keys;
}

std::vector<RecipeKey> base_recipe_keys() {
    return {
        {"name", "Of the bundle"},
        {"domain", "What its pictures are: photo, clipart, ...; the prompts' [domain]"},
        {"licence", "Of the weights"},
        {"seed", "Of all random numbers"},
        {"image_size", "Pixels of each side of its pictures"},
        {"dtype", "float32 or bfloat16: of the arithmetic"},
        {"checkpoint_every", "Steps between checkpoints"},
        {"autoencoder.steps", "Updates of the autoencoder"},
        {"autoencoder.batch", "Pictures of a step"},
        {"autoencoder.crop", "Pixels of the random square that a picture is cut to; 0: whole pictures"},
        {"autoencoder.learning_rate", "After the warm-up"},
        {"autoencoder.warmup_steps", "Steps in which the rate rises to it"},
        {"autoencoder.decay_fraction", "Share of the steps at the end in which it falls to nothing"},
        {"autoencoder.kl_weight", "Weight of keeping latents near a normal distribution"},
        {"autoencoder.edge_weight", "Weight of the loss on differences of neighbours, which keeps outlines sharp"},
        {"autoencoder.ema_decay", "Of the averaged copy that is kept"},
        {"autoencoder.config", "vae/config.json"},
        {"autoencoder.grow", "With a bundle to start from: pictures become so many times as large on each side"},
        {"tokenizer.captions", "Captions that the vocabulary is learned from"},
        {"tokenizer.merges", "Words and parts of words in it, beyond the letters"},
        {"diffusion.steps", "Updates of U-Net and text encoder"},
        {"diffusion.batch", "Pictures of a step"},
        {"diffusion.scenes", "Different pictures, whose latents are kept in memory"},
        {"diffusion.learning_rate", "After the warm-up"},
        {"diffusion.warmup_steps", "Steps in which the rate rises to it"},
        {"diffusion.decay_fraction", "Share of the steps at the end in which it falls to nothing"},
        {"diffusion.weight_decay", "Of adamw"},
        {"diffusion.ema_decay", "Of the averaged copy that is kept"},
        {"diffusion.caption_dropout", "Share of captions that are replaced by nothing, for guidance"},
        {"diffusion.timestep_bias", "Above 1 low noise levels are drawn more often"},
        {"diffusion.min_snr_gamma", "Weights of noise levels (min-SNR)"},
        {"diffusion.prediction_type", "epsilon or v_prediction"},
        {"diffusion.unet_config", "unet/config.json"},
        {"diffusion.text_config", "text_encoder/config.json, without the size of the vocabulary"},
    };
}

std::vector<RecipeKey> lora_recipe_keys() {
    return {
        {"name", "Of the LoRA, in its file"},
        {"domain", "What the pictures are, for the prompts of those without captions"},
        {"trigger", "A word put before every caption, which calls later what was learned; empty: none"},
        {"seed", "Of all random numbers"},
        {"image_size", "Pixels of a picture's shorter side; 0: the model's own"},
        {"rank", "Of the change of a linear layer or a 1x1 convolution: more learns more, from more pictures"},
        {"alpha", "The change is multiplied with alpha / rank; where it is not given, it is the rank"},
        {"conv_rank", "Rank of the change of a 3x3 convolution"},
        {"conv_alpha", "The same as alpha for these"},
        {"modules",
         "Layers of the U-Net that change: attention, feed_forward, projections (into and out of transformers), "
         "convolutions"},
        {"text_encoder", "Whether the attention of the text encoders changes, too"},
        {"dtype", "float32 or bfloat16: of the arithmetic; the LoRA's own numbers are float32 in training"},
        {"file_dtype", "float32, bfloat16 or float16: of the file"},
        {"gradient_checkpointing", "Computes blocks again for their gradients: slower, with much less memory"},
        {"checkpoint_every", "Steps between checkpoints"},
        {"evaluate_every", "Steps between losses on held-out pictures; 0: none"},
        {"evaluation_pictures", "Held-out pictures that are looked at, at most"},
        {"patience",
         "Evaluations in a row without a lower loss after which the training ends and the best one's numbers are "
         "kept; 0: it runs to its last step"},
        {"steps", "Updates of the LoRA"},
        {"batch", "Pictures of a step"},
        {"accumulate", "Equal parts of a step's pictures that are computed one after the other, to need less memory"},
        {"crops", "Different cuts of the pictures, whose latents are kept in memory"},
        {"learning_rate", "After the warm-up"},
        {"warmup_steps", "Steps in which the rate rises to it"},
        {"decay_fraction", "Share of the steps at the end in which it falls to nothing"},
        {"weight_decay", "Of adamw"},
        {"caption_dropout", "Share of captions that are replaced by nothing, for guidance"},
        {"timestep_bias", "Above 1 low noise levels are drawn more often"},
        {"min_timestep", "The lowest noise level that is drawn"},
        {"max_timestep", "The first that is not drawn any more; 600 where only ratios up to 0.6 are wanted"},
        {"min_snr_gamma", "Weights of noise levels (min-SNR), usually 5; 0: all count alike"},
        {"pictures.crop", "random (squares at random places and sizes) or whole"},
        {"pictures.smallest_crop", "Side of a random square, at least, in parts of the picture's shorter side"},
        {"pictures.flips", "none, horizontal, vertical or both: how pictures may be mirrored"},
        {"pictures.quarter_turns", "Whether pictures have no up and down, and may be turned"},
        {"pictures.colour", "colour, grey, or auto: grey when all pictures are"},
        {"pictures.prompts", "captions, classes, domain, or auto: the caption, else the classes in sight"},
        {"prior.weight", "Of the loss of prior pictures, which keep what the model could draw before"},
        {"prior.prompt", "Of all prior pictures; empty: those of --prior have captions of their own"},
        {"prior.generate", "Prior pictures that the model draws itself before it learns, where there is no --prior"},
        {"prior.steps", "Denoising steps of each"},
        {"prior.guidance", "Guidance scale of each"},
    };
}

}  // namespace destudio::training
