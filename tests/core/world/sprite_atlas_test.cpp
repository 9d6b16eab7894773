// SPDX-License-Identifier: Apache-2.0
#include "core/world/sprite_atlas.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/test_main.h"

namespace destudio::sprite_atlas_test {

namespace fs = std::filesystem;
using namespace destudio::world;

namespace {

Sprite make_sprite(const std::string& name, int class_index, int width, int height, bool test_only = false) {
    Sprite sprite{name, class_index, test_only, "test", "Apache-2.0", width, height, {}};
    for (int i = 0; i < width * height * 4; ++i) {
        sprite.rgba.push_back(static_cast<std::uint8_t>(i % 4 == 3 ? 255 : i * 7));
    }
    return sprite;
}

SpriteAtlas small_atlas() {
    return {{"cat", "dog"}, {make_sprite("a", 0, 5, 7), make_sprite("b", 1, 3, 3), make_sprite("c", 1, 2, 4, true)}};
}

std::string saved(const SpriteAtlas& atlas) {
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "atlas.bin";
    atlas.save(path);
    return read_file(path);
}

}  // namespace

class SpriteAtlasTest : public QObject {
    Q_OBJECT

private slots:
    void round_trips() {
        const SpriteAtlas before = small_atlas();
        const SpriteAtlas after = SpriteAtlas::parse(saved(before), "memory");
        QVERIFY(after.classes() == before.classes());
        QCOMPARE(after.sprites().size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(after.sprites()[i].rgba == before.sprites()[i].rgba);
            QCOMPARE(after.sprites()[i].name, before.sprites()[i].name);
        }
        QVERIFY(after.sprites_of(1, false) == std::vector<int>{1});
        QVERIFY(after.sprites_of(1, true) == std::vector<int>{2});
        QVERIFY(after.sprites_of(0, true).empty());
    }

    void halves_pictures_down() {
        const SpriteAtlas atlas({"x"}, {make_sprite("large", 0, 100, 60)});
        const auto& levels = atlas.levels(0);
        QCOMPARE(levels.size(), std::size_t{5});  // 100, 50, 25, 13, 7
        QCOMPARE(levels[2].width, 27);            // with its transparent border
        QCOMPARE(levels[0].rgba[3], 0.0F);
        QCOMPARE(levels[0].rgba[(102 + 1) * 4 + 3], 255.0F);
    }

    void refuses_damaged_files() {
        const std::string whole = saved(small_atlas());
        for (std::size_t length = 0; length < whole.size(); length += 3) {
            QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(whole.substr(0, length), "cut"), FormatError);
        }
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(whole + "x", "longer"), FormatError);
        std::string lying = whole;
        for (std::size_t i = 8; i < 16; ++i) {
            lying[i] = '\xFF';
        }
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(lying, "lying"), FormatError);
        const auto replaced = [&](const std::string& from, const std::string& to) {
            std::string bytes = whole;
            bytes.replace(bytes.find(from), from.size(), to);
            return bytes;
        };
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(replaced("\"width\":5", "\"width\":9"), "wide"), FormatError);
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(replaced("\"class\":1", "\"class\":7"), "class"), FormatError);
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(replaced("\"name\":\"b\"", "\"name\":\"a\""), "twins"),
                                 FormatError);
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::parse(replaced("\"offset\":0", "\"offset\":4"), "gap"), FormatError);
        QVERIFY_EXCEPTION_THROWN(SpriteAtlas::load("/nowhere/atlas.bin"), IoError);
        Random random(3);
        for (int i = 0; i < 300; ++i) {  // no damage may crash it
            std::string bytes = whole;
            bytes[static_cast<std::size_t>(random.integer(0, std::int64_t(bytes.size()) - 1))] =
                static_cast<char>(random.integer(0, 255));
            try {
                SpriteAtlas::parse(bytes, "fuzz");
            } catch (const Error&) {
            }
        }
    }

    void ships_every_class() {
        const auto atlas = SpriteAtlas::load(fs::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
        QCOMPARE(atlas.classes().size(), std::size_t{20});
        std::size_t held_out = 0;
        for (int i = 0; i < 20; ++i) {
            QVERIFY(atlas.sprites_of(i, false).size() >= 2);
            held_out += atlas.sprites_of(i, true).size();
        }
        QVERIFY(held_out * 100 >= atlas.sprites().size() * 8 && held_out * 100 <= atlas.sprites().size() * 16);
        for (const Sprite& sprite : atlas.sprites()) {
            QVERIFY(!sprite.source.empty() && !sprite.licence.empty());
        }
    }
};

DESTUDIO_CORE_TEST(SpriteAtlasTest)

}  // namespace destudio::sprite_atlas_test

#include "sprite_atlas_test.moc"
