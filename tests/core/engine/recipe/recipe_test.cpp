// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/recipe.h"

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::recipe_test {

namespace {

Recipe odd_recipe() {
    Recipe recipe;
    recipe.bundle_hash = std::string(64, 'a');
    recipe.adapter_hash = std::string(64, 'b');
    recipe.reference_hash = std::string(64, 'c');
    recipe.crop = {0.1, 1.0 / 3.0, 511.99999999999994, 1e-300};
    recipe.size = {512, 384};
    recipe.prompt = "Ein \"Kätzchen\" \n 🐱";
    recipe.negative_prompt = "";
    recipe.seed = 18446744073709551615ULL;
    recipe.encode_ratio = 0.1 + 0.2;
    recipe.guidance_scale = 7.500000000000001;
    recipe.steps = 31;
    recipe.sampler = Sampler::kEuler;
    recipe.eta = 5e-324;
    recipe.precision = Precision::kBfloat16;
    recipe.device = "cuda:0";
    recipe.label_step = LabelStep::kT1;
    recipe.spacing = TimestepSpacing::kLeading;
    return recipe;
}

std::string error_with(const char* key, const nlohmann::json& value) {
    nlohmann::json json = odd_recipe();
    if (value.is_discarded()) {
        json.erase(key);
    } else {
        json[key] = value;
    }
    try {
        json.get<Recipe>();
    } catch (const FormatError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

class RecipeTest : public QObject {
    Q_OBJECT

private slots:
    void survives_json_exactly() {
        const Recipe recipe = odd_recipe();
        const std::string text = nlohmann::json(recipe).dump();
        QVERIFY(nlohmann::json::parse(text).get<Recipe>() == recipe);
        QVERIFY(text.find("18446744073709551615") != std::string::npos);
        QVERIFY(text.find('\n') == std::string::npos);
    }

    void later_fields_are_written_only_where_they_matter() {
        Recipe recipe = odd_recipe();
        const nlohmann::json before = recipe;
        QVERIFY(!before.contains("guidance_rescale"));
        QVERIFY(!before.contains("timestep_spacing"));
        recipe.guidance_rescale = 0.7;
        recipe.spacing = TimestepSpacing::kTrailing;
        recipe.sampler = Sampler::kEulerAncestral;
        const nlohmann::json after = recipe;
        QCOMPARE(after.at("timestep_spacing").get<std::string>(), std::string("trailing"));
        QCOMPARE(after.at("sampler").get<std::string>(), std::string("euler_a"));
        QVERIFY(after.get<Recipe>() == recipe);
        recipe.spacing.reset();  // of a request: what the model asks for
        QVERIFY(nlohmann::json(recipe).get<Recipe>() == recipe);
        for (const char* key : {"guidance_rescale", "timestep_spacing"}) {
            QVERIFY(error_with(key, nlohmann::json::array()).find(key) != std::string::npos);
        }
        recipe.label_timestep = 50;
        recipe.loras = {{"a.safetensors", "ab", -0.5}};
        const nlohmann::json all = recipe;
        QCOMPARE(all.at("label_step").get<std::string>(), std::string("t50"));
        QVERIFY(all.get<Recipe>() == recipe);
        for (const char* wrong : {"t", "t-1", "t1000", "t1x", "t99999999999", "first"}) {
            QVERIFY(error_with("label_step", wrong).find("label_step") != std::string::npos);
        }
        const nlohmann::json nameless{{{"sha256", "ab"}, {"strength", 1}}};
        QVERIFY(error_with("loras", nameless).find("name") != std::string::npos);
        QVERIFY(error_with("loras", 3).find("loras") != std::string::npos);
        for (const auto sampler : {Sampler::kDpmpp2m, Sampler::kDdim, Sampler::kEuler, Sampler::kEulerAncestral,
                                   Sampler::kDpmpp2mSde, Sampler::kLcm, Sampler::kTcd}) {
            QVERIFY(parse_sampler(to_string(sampler)) == sampler);
            QVERIFY(sampler_words().find(to_string(sampler)) != std::string::npos);
        }
    }

    void ignores_surplus_fields() {
        nlohmann::json json = odd_recipe();
        json["file_name"] = "images/a.png";
        QVERIFY(json.get<Recipe>() == odd_recipe());
    }

    void names_the_field_that_is_wrong() {
        const nlohmann::json missing(nlohmann::json::value_t::discarded);
        const nlohmann::json whole = odd_recipe();
        for (const auto& [key, value] : whole.items()) {
            const auto sentence = error_with(key.c_str(), missing);
            QVERIFY2(sentence.find("\"" + key + "\" is missing") != std::string::npos, sentence.c_str());
            QVERIFY(error_with(key.c_str(), nullptr).find("\"" + key + "\"") != std::string::npos);
        }
        QVERIFY(error_with("seed", -1).find("seed") != std::string::npos);
        QVERIFY(error_with("seed", 1.5).find("seed") != std::string::npos);
        QVERIFY(error_with("steps", 0).find("steps") != std::string::npos);
        QVERIFY(error_with("size", {1, 2, 3}).find("size") != std::string::npos);
        QVERIFY(error_with("sampler", "plms").find("dpmpp-2m") != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(FormatError, nlohmann::json::array().get<Recipe>());
    }

    void words_round_trip() {
        for (const auto sampler : {Sampler::kDpmpp2m, Sampler::kDdim, Sampler::kEuler}) {
            QVERIFY(parse_sampler(to_string(sampler)) == sampler);
        }
        for (const auto precision :
             {Precision::kAuto, Precision::kFloat32, Precision::kBfloat16, Precision::kFloat16}) {
            QVERIFY(parse_precision(to_string(precision)) == precision);
        }
        QVERIFY(parse_label_step("t1") == LabelStep::kT1);
        QVERIFY_THROWS_EXCEPTION(UsageError, parse_sampler("DDIM"));
    }
};

DESTUDIO_CORE_TEST(RecipeTest)

}  // namespace destudio::recipe_test

#include "recipe_test.moc"
