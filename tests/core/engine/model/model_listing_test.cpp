// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_listing.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/models/model_options.h"
#include "tests/support/error_of.h"
#include "tests/support/original_checkpoint.h"
#include "tests/support/stopped.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::model_listing_test {

namespace fs = std::filesystem;

class ModelListingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path in(const char* name) const { return fs::weakly_canonical(fs::path(m_folder.path().toStdString())) / name; }
    models::ModelLibrary library() const { return {in("data/models.json"), in("data/models")}; }
    std::string refusal(const char* name) const {
        return test::error_of([&] {
            auto list = library();
            add_to_list(list, in(name));
        });
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(in("built-in"), true);
        qputenv("DESTUDIO_MODELS", in("built-in").string().c_str());
        test::write_tiny_bundle(in("data/models/mine"), false, 2);
        test::write_tiny_bundle(in("elsewhere/other"), true, 3);
    }
    void cleanup() {
        models::set_default_model_options({});
        fs::remove(in("data/models.json"));
    }

    void tells_what_each_model_is() {
        const auto listing = list_models(library());
        QCOMPARE(listing.models.size(), std::size_t{2});
        const ListedModel& built_in = listing.models[0];
        QVERIFY(built_in.is_built_in && built_in.report.can_label);
        QCOMPARE(built_in.name(), std::string("Tiny"));
        QCOMPARE(built_in.licence, std::string("Apache-2.0"));
        QCOMPARE(built_in.bundle->classes.size(), std::size_t{3});
        const ListedModel& mine = listing.models[1];
        QVERIFY(!mine.is_built_in && mine.report.can_draw && !mine.report.can_label);
        QVERIFY(mine.path == in("data/models/mine"));
        QVERIFY(listing.home == in("data/models"));
        QVERIFY(listing.added.empty());
    }

    void siblings_of_the_built_in_bundle_are_listed_beside_it() {
        for (const char* name : {"shipped/clipart-lcm", "shipped/clipart"}) {
            test::write_tiny_bundle(in(name), true);
        }
        qputenv("DESTUDIO_MODELS", in("shipped").string().c_str());
        const auto listing = list_models(library());
        qputenv("DESTUDIO_MODELS", in("built-in").string().c_str());
        QCOMPARE(listing.models.size(), std::size_t{3});
        QVERIFY(listing.models[0].path == in("shipped/clipart") && listing.models[1].path == in("shipped/clipart-lcm"));
        QVERIFY(listing.models[0].is_built_in && listing.models[0].is_shipped);
        QVERIFY(!listing.models[1].is_built_in && listing.models[1].is_shipped);
        QVERIFY(!listing.models[2].is_shipped);
    }

    void tells_how_far_it_is_and_stops() {
        std::vector<std::int64_t> seen;
        list_models(library(), [&](const Progress& now) { seen.push_back(now.total); });
        QVERIFY(seen == std::vector<std::int64_t>{1});
        QVERIFY_THROWS_EXCEPTION(CancelledError, list_models(library(), {}, test::stopped()));
    }

    void adds_what_can_be_used() {
        auto list = library();
        QVERIFY(add_to_list(list, in("elsewhere")).can_draw);
        const auto listing = list_models(library());
        QCOMPARE(listing.models.size(), std::size_t{3});
        QVERIFY(listing.added == std::vector<fs::path>{in("elsewhere")});
    }

    void refuses_the_rest_with_one_sentence() {
        write_file_atomically(in("notes.safetensors"), "these are no tensors");
        fs::create_directories(in("empty"));
        nn::write_safetensors(in("flux.safetensors"), {{"double_blocks.0.img_attn.qkv.weight", torch::zeros({2, 2})}});
        nn::write_safetensors(in("flux-lora.safetensors"),
                              {{"lora_unet_double_blocks_0_img_attn_proj.lora_down.weight", torch::zeros({2, 2})},
                               {"lora_unet_double_blocks_0_img_attn_proj.lora_up.weight", torch::zeros({2, 2})}});
        for (const char* name :
             {"notes.safetensors", "empty", "flux.safetensors", "flux-lora.safetensors", "nothing"}) {
            const std::string sentence = refusal(name);
            QVERIFY2(sentence.find(name) != std::string::npos, (std::string(name) + ": " + sentence).c_str());
        }
        QVERIFY2(refusal("flux.safetensors").find("Flux") != std::string::npos, refusal("flux.safetensors").c_str());
        QVERIFY(!fs::exists(in("data/models.json")));
    }

    void a_named_vocabulary_opens_single_files() {
        fs::create_directories(in("single"));
        nn::write_safetensors(in("single/model.safetensors"), test::original_tensors(in("built-in")));
        fs::copy(in("built-in"), in("configuration"), fs::copy_options::recursive);
        fs::remove_all(in("configuration/tokenizer"));
        models::ModelFileOptions options;
        options.configuration = in("configuration");
        models::set_default_model_options(options);
        models::ModelLibrary list(in("apart/models.json"), in("apart/models"));  // no other model has a vocabulary
        const auto before = add_to_list(list, in("single/model.safetensors"));
        QVERIFY(!before.can_draw);
        QVERIFY(before.missing == std::vector<std::string>{"tokenizer"});
        QVERIFY_THROWS_EXCEPTION(IoError, add_vocabulary(list, in("single")));
        fs::copy(in("built-in/tokenizer"), in("words"));
        add_vocabulary(list, in("words"));
        const auto listing = list_models(list);
        const auto at = std::find_if(listing.models.begin(), listing.models.end(), [this](const ListedModel& model) {
            return model.path == in("single/model.safetensors");
        });
        QVERIFY(at != listing.models.end());
        QVERIFY2(at->report.can_draw, at->report.sentence.c_str());
        QVERIFY(models::default_model_options().configuration == in("configuration"));
    }
};

DESTUDIO_TEST(ModelListingTest)

}  // namespace destudio::model_listing_test

#include "model_listing_test.moc"
