// SPDX-License-Identifier: Apache-2.0
#include "core/image/jpeg_decoder.h"

#include <csetjmp>
#include <cstdio>
// jpeglib.h needs the lines above.
#include <jerror.h>
#include <jpeglib.h>

#include "core/base/error.h"

namespace destudio::image {

namespace {

// libjpeg reports through callbacks; fatal ones must not return, so they jump back into decode().
struct ErrorState {
    jpeg_error_mgr manager;
    std::jmp_buf on_error;
    int damage;  // message code of the first warning that means lost pixels
    char text[JMSG_LENGTH_MAX];
};

[[noreturn]] void handle_error(j_common_ptr info) {
    auto* state = reinterpret_cast<ErrorState*>(info->err);
    info->err->format_message(info, state->text);
    std::longjmp(state->on_error, 1);
}

void handle_message(j_common_ptr info, int level) {
    if (level >= 0) {
        return;  // a trace
    }
    auto* state = reinterpret_cast<ErrorState*>(info->err);
    const int code = info->err->msg_code;
    // Bad codes leave a blemish up to the next restart marker, which all viewers accept. Where the data end too early,
    // the rest of the picture would be grey.
    const int marker = reinterpret_cast<j_decompress_ptr>(info)->unread_marker;
    const bool lost_pixels = code == JWRN_JPEG_EOF || (code == JWRN_HIT_MARKER && marker == JPEG_EOI);
    if (lost_pixels && state->damage == 0) {
        state->damage = code;
        info->err->format_message(info, state->text);
    }
}

// Adobe's CMYK files are inverted: 255 is no ink.
void cmyk_to_rgb(const unsigned char* from, unsigned char* to, int pixels, bool inverted) {
    for (int i = 0; i < pixels; ++i, from += 4, to += 3) {
        const int k = inverted ? from[3] : 255 - from[3];
        for (int c = 0; c < 3; ++c) {
            const int ink = inverted ? from[c] : 255 - from[c];
            to[c] = static_cast<unsigned char>(ink * k / 255);
        }
    }
}

enum class Outcome { kDone, kError };

// FormatCapabilities nothing that needs a destructor, because a fatal error leaves by longjmp.
Outcome decode(jpeg_decompress_struct& info, ErrorState& state, std::string_view bytes, int reduction, cv::Mat& out,
               unsigned char* cmyk_row, bool& too_small) {
    if (setjmp(state.on_error) != 0) {
        return Outcome::kError;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&info, TRUE);
    const bool cmyk = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = static_cast<unsigned>(reduction);
    jpeg_calc_output_dimensions(&info);
    if (out.cols != static_cast<int>(info.output_width) || out.rows != static_cast<int>(info.output_height)) {
        too_small = true;
        return Outcome::kError;
    }
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
        unsigned char* line = out.ptr(static_cast<int>(info.output_scanline));
        JSAMPROW row = cmyk ? cmyk_row : line;
        jpeg_read_scanlines(&info, &row, 1);
        if (cmyk) {
            cmyk_to_rgb(cmyk_row, line, out.cols, info.saw_Adobe_marker != FALSE);
        }
    }
    jpeg_finish_decompress(&info);
    return Outcome::kDone;
}

// Output size of the header at a reduction, without a decoder's state to unwind.
cv::Size output_size(const cv::Size& stored, int reduction) {
    return {(stored.width + reduction - 1) / reduction, (stored.height + reduction - 1) / reduction};
}

}  // namespace

cv::Mat decode_jpeg(std::string_view bytes, const std::string& name, const cv::Size& stored, int reduction) {
    const cv::Size size = output_size(stored, reduction);
    cv::Mat out(size, CV_8UC3);
    std::vector<unsigned char> cmyk_row(static_cast<std::size_t>(size.width) * 4);
    jpeg_decompress_struct info{};
    ErrorState state{};
    info.err = jpeg_std_error(&state.manager);
    state.manager.error_exit = handle_error;
    state.manager.emit_message = handle_message;
    bool wrong_size = false;
    const Outcome outcome = decode(info, state, bytes, reduction, out, cmyk_row.data(), wrong_size);
    jpeg_destroy_decompress(&info);
    if (wrong_size) {
        throw FormatError(name + " contradicts itself about its size.");
    }
    if (outcome == Outcome::kError || state.damage != 0) {
        throw FormatError(name + " is damaged or cut short (" + state.text + "). Get the file again or leave it out.");
    }
    return out;
}

}  // namespace destudio::image
