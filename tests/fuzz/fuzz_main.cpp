#include "tests/fuzz/checks.h"

#include <cstdlib>

/// libFuzzer's entry; SIGNALBOX_FUZZ_CHECK names the check of this program.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString fault = signalbox::fuzz::SIGNALBOX_FUZZ_CHECK(input);
    if (!fault.isEmpty()) {
        qCritical("%s", qPrintable(fault));
        std::abort();
    }
    return 0;
}
