// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/http_client.h"

#include <curl/curl.h>

#include <memory>

#include "core/base/cancellation.h"
#include "core/base/error.h"

namespace destudio::prompting {

namespace {

struct Transfer {
    std::string body;
    std::size_t max_bytes = 0;
    bool too_large = false;
    const std::stop_token* stop = nullptr;
};

std::size_t take_bytes(char* data, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    const std::size_t bytes = size * count;
    if (bytes > transfer.max_bytes - transfer.body.size()) {
        transfer.too_large = true;
        return 0;  // ends the transfer
    }
    transfer.body.append(data, bytes);
    return bytes;
}

int stop_when_asked(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(context)->stop->stop_requested() ? 1 : 0;
}

/// libcurl wants to be prepared once, before any thread uses it.
void prepare_library() {
    static const CURLcode prepared = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (prepared != CURLE_OK) {
        throw IoError(std::string("The network library cannot be used: ") + curl_easy_strerror(prepared) + ".");
    }
}

/// A server on this machine is asked directly, whatever proxy is set for the rest of the world.
bool is_local(const std::string& url) {
    for (const char* host : {"//localhost", "//127.", "//[::1]"}) {
        if (url.find(host) != std::string::npos) {
            return true;
        }
    }
    return false;
}

class HeaderList {
public:
    HeaderList() = default;
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    ~HeaderList() { curl_slist_free_all(m_list); }

    void add(const std::string& header) {
        curl_slist* const longer = curl_slist_append(m_list, header.c_str());
        if (longer == nullptr) {
            throw ResourceError("There is not enough memory for a request to the prompt server.");
        }
        m_list = longer;
    }
    curl_slist* get() const { return m_list; }

private:
    curl_slist* m_list = nullptr;
};

constexpr double kMilliseconds = 1000;

}  // namespace

HttpReply post_json(const std::string& url, const std::string& key, const std::string& body, const HttpLimits& limits,
                    const std::stop_token& stop) {
    prepare_library();
    throw_if_stopped(stop);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), &curl_easy_cleanup);
    if (!handle) {
        throw ResourceError("There is not enough memory for a request to the prompt server.");
    }
    HeaderList headers;
    headers.add("Content-Type: application/json");
    headers.add("Accept: application/json");
    headers.add("Expect:");  // no waiting for "100 Continue", which small servers do not send
    if (!key.empty()) {
        headers.add("Authorization: Bearer " + key);
    }
    Transfer transfer{{}, limits.max_bytes, false, &stop};
    CURL* const curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "DiffusionEngine-Studio");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_seconds * kMilliseconds));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.seconds * kMilliseconds));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &stop_when_asked);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
    if (is_local(url)) {
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    }
    const CURLcode ended = curl_easy_perform(curl);
    throw_if_stopped(stop);
    if (transfer.too_large) {
        throw IoError("The prompt server at " + url + " answers with more than " + std::to_string(limits.max_bytes) +
                      " bytes.");
    }
    if (ended != CURLE_OK) {
        throw IoError("The prompt server at " + url + " gives no answer: " + curl_easy_strerror(ended) +
                      ". Check the address and that it runs.");
    }
    HttpReply reply;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    reply.body = std::move(transfer.body);
    return reply;
}

}  // namespace destudio::prompting
