// The sizes of the views: that of each symbol is that of the type of the same name. Never linked.
#include <ocspan/ocspan.hpp>

#define SIZE_OF(type)                 \
  extern const char size_of_##type[]; \
  extern const char size_of_##type[sizeof(ocspan::type)] = {};

extern "C" {
SIZE_OF(Error)
SIZE_OF(Bytes)
SIZE_OF(Time)
SIZE_OF(Oid)
SIZE_OF(Integer)
SIZE_OF(Any)
SIZE_OF(AlgorithmIdentifier)
SIZE_OF(Name)
SIZE_OF(Extension)
SIZE_OF(Extensions)
SIZE_OF(Certificate)
SIZE_OF(CertID)
SIZE_OF(Request)
SIZE_OF(OCSPRequest)
SIZE_OF(SingleResponse)
SIZE_OF(BasicOCSPResponse)
SIZE_OF(OCSPResponse)
}
