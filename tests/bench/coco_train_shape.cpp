// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/coco_train_shape.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include "core/base/error.h"
#include "core/base/random.h"

namespace destudio::bench {

namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr int kClasses = 80;

template <class... T>
void append(std::string& out, const char* form, T... values) {
    char text[256];
    out.append(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, form, values...)));
}

long long image_id(int i) {
    return 9 + 5LL * i;  // sparse, as the original's
}

// Ids leave gaps, as the original's do: 80 classes up to 90.
int category_id(int i) {
    return 1 + i + i / 8;
}

void append_image(std::string& out, int i) {
    const long long id = image_id(i);
    append(out,
           "{\"license\": 3,\"file_name\": \"%012lld.jpg\",\"coco_url\": \"http://example.org/train2017/%012lld.jpg\","
           "\"height\": %d,\"width\": %d,",
           id, id, kHeight, kWidth);
    append(out,
           "\"date_captured\": \"2013-11-14 11:18:45\",\"flickr_url\": \"http://example.org/%lld_z.jpg\",\"id\": %lld}",
           id, id);
}

// An outline of as many points as fill the annotation up to `bytes`.
void append_annotation(std::string& out, int i, const CocoShape& shape, std::size_t bytes, Random& random) {
    const double w = random.uniform(8, 300);
    const double h = random.uniform(8, 200);
    const double x = random.uniform(0, kWidth - w);
    const double y = random.uniform(0, kHeight - h);
    const bool crowd = i % 100 == 99;
    std::string tail;
    append(tail, "\"area\": %.5f,\"iscrowd\": %d,\"image_id\": %lld,\"bbox\": [%.2f,%.2f,%.2f,%.2f],", w * h * 0.7,
           crowd ? 1 : 0, image_id(i % shape.images), x, y, w, h);
    append(tail, "\"category_id\": %d,\"id\": %d}", category_id(static_cast<int>(random.integer(0, kClasses - 1))),
           i + 1);
    const std::size_t end = out.size() + bytes - std::min(bytes, tail.size() + 24);
    out += crowd ? "{\"segmentation\": {\"counts\": [" : "{\"segmentation\": [[";
    bool first = true;
    for (int points = 0; points < 3 || out.size() < end; ++points) {
        if (crowd) {
            append(out, first ? "%lld" : ",%lld", static_cast<long long>(random.integer(1, 4000)));
        } else {
            append(out, first ? "%.2f,%.2f" : ",%.2f,%.2f", random.uniform(x, x + w), random.uniform(y, y + h));
        }
        first = false;
    }
    out += crowd ? "],\"size\": [480,640]}," : "]],";
    out += tail;
}

}  // namespace

void write_coco_of_shape(const std::filesystem::path& file, const CocoShape& shape) {
    std::ofstream stream(file, std::ios::binary);
    std::size_t written = 0;
    std::string out =
        "{\"info\": {\"description\": \"COCO's shape\",\"year\": 2017},\"licenses\": [{\"url\": "
        "\"http://example.org/\",\"id\": 3,\"name\": \"Free\"}],\"images\": [";
    const auto flush = [&](std::size_t above) {
        if (out.size() > above) {
            stream.write(out.data(), static_cast<std::streamsize>(out.size()));
            written += out.size();
            out.clear();
        }
    };
    constexpr std::size_t kPiece = std::size_t{1} << 20U;
    for (int i = 0; i < shape.images; ++i) {
        out += i == 0 ? "" : ",";
        append_image(out, i);
        flush(kPiece);
    }
    out += "],\"annotations\": [";
    flush(0);
    Random random(1);
    for (int i = 0; i < shape.boxes; ++i) {
        out += i == 0 ? "" : ",";
        const std::size_t done = written + out.size();
        const std::size_t left = shape.bytes > done ? shape.bytes - done : 0;
        append_annotation(out, i, shape, left / static_cast<std::size_t>(shape.boxes - i), random);
        flush(kPiece);
    }
    out += "],\"categories\": [";
    for (int i = 0; i < kClasses; ++i) {
        append(out, "%s{\"supercategory\": \"thing\",\"id\": %d,\"name\": \"class %d\"}", i == 0 ? "" : ",",
               category_id(i), i);
    }
    out += "]}";
    flush(0);
    stream.close();
    if (!stream) {
        throw IoError("Could not write " + file.string() + ". Is the disk full?");
    }
}

}  // namespace destudio::bench
