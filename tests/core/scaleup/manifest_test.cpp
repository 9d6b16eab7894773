// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/manifest.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/scaleup/counts_file.h"
#include "tests/support/test_main.h"

namespace destudio::manifest_test {

using namespace destudio::scaleup;

class ManifestTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path put(const char* name, const nlohmann::json& json) const {
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / name;
        write_file_atomically(file, std::string_view(json.dump()));
        return file;
    }

    static Manifest manifest() {
        ScaleUpModel model;
        model.bundle.name = "clipart";
        model.bundle.classes = {"cat", "dog"};
        ReferenceSet references;
        references.category_ids = {1, 7};
        return make_manifest({}, model, references, {100, 50});
    }

    bool refuses(const std::string& place, const nlohmann::json& value) const {
        auto damaged = parse_json(to_text(manifest()), "it");
        damaged[nlohmann::json::json_pointer(place)] = value;
        try {
            read_manifest(put("scale-up.json", damaged));
        } catch (const FormatError&) {
            return true;
        }
        return false;
    }

private slots:
    void comes_back_as_it_was_written() {
        const Manifest written = manifest();
        const Manifest read = read_manifest(put("scale-up.json", parse_json(to_text(written), "it")));
        QCOMPARE(QString::fromStdString(to_text(read)), QString::fromStdString(to_text(written)));
    }

    void refuses_numbers_that_are_none() {
        const std::vector<std::string> counts{"/settings/round_size", "/settings/max_near_duplicates",
                                              "/settings/near_duplicate_distance", "/lower_bounds/cat"};
        for (const std::string& place : counts) {
            QVERIFY2(refuses(place, 1e96) && refuses(place, -5) && refuses(place, "3"), place.c_str());
        }
        for (const std::string place :
             {"/category_ids/0", "/classes/0", "/version", "/format", "/settings/threshold"}) {
            QVERIFY2(refuses(place, nlohmann::json::array()), place.c_str());
        }
        QVERIFY(refuses("/category_ids/0", 1e96));
        QVERIFY(refuses("/version", 1e96));
    }

    void refuses_counts_that_are_none() {
        const Manifest of = manifest();
        CountsFile counts;
        counts.fingerprint = of.fingerprint();
        counts.counts.classes = {3, 0};
        counts.round_start_classes = {1, 0};
        const auto sound = parse_json(to_text(counts, of), "it");
        QCOMPARE(read_counts(put("counts.json", sound), of).counts.classes.front(), 3);
        for (const char* place : {"/next", "/made", "/images", "/boxes", "/empty_left_out", "/unreadable_references",
                                  "/near_duplicates", "/round_start_boxes/1", "/classes/1/boxes"}) {
            for (const auto& value : {nlohmann::json(1e96), nlohmann::json(-5), nlohmann::json("3")}) {
                auto damaged = sound;
                damaged[nlohmann::json::json_pointer(place)] = value;
                const auto file = put("counts.json", damaged);
                QVERIFY_THROWS_EXCEPTION(FormatError, read_counts(file, of));
            }
        }
    }
};

DESTUDIO_CORE_TEST(ManifestTest)

}  // namespace destudio::manifest_test

#include "manifest_test.moc"
