#!/usr/bin/perl
# Convert::ASN1, a decoder that is given the ASN.1 of RFC 6960 and RFC 5280.
use strict;
use warnings;
use Convert::ASN1;
use JSON::XS;
use MIME::Base64;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

use constant BASIC => '1.3.6.1.5.5.7.48.1.1';
use constant MOST => 1000;    # elements of a list that are shown: a case that measures the peer must not measure JSON

my $asn1 = Convert::ASN1->new(encoding => 'DER');
$asn1->prepare(<<'ASN1') or die $asn1->error;
OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT ResponseBytes OPTIONAL }
ResponseBytes ::= SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING }
BasicOCSPResponse ::= SEQUENCE {
  tbsResponseData ResponseData, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING,
  certs [0] EXPLICIT Certificates OPTIONAL }
Certificates ::= SEQUENCE OF ANY
ResponseData ::= SEQUENCE {
  version [0] EXPLICIT INTEGER OPTIONAL, responderID ResponderID, producedAt GeneralizedTime,
  responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT Extensions OPTIONAL }
ResponderID ::= CHOICE { byName [1] EXPLICIT ANY, byKey [2] EXPLICIT OCTET STRING }
SingleResponse ::= SEQUENCE {
  certID CertID, certStatus CertStatus, thisUpdate GeneralizedTime,
  nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL, singleExtensions [1] EXPLICIT Extensions OPTIONAL }
CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }
RevokedInfo ::= SEQUENCE { revocationTime GeneralizedTime, revocationReason [0] EXPLICIT ENUMERATED OPTIONAL }
CertID ::= SEQUENCE {
  hashAlgorithm AlgorithmIdentifier, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING, serialNumber INTEGER }
AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
Extensions ::= SEQUENCE OF Extension
Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN OPTIONAL, extnValue OCTET STRING }
OCSPRequest ::= SEQUENCE { tbsRequest TBSRequest, optionalSignature [0] EXPLICIT Signature OPTIONAL }
TBSRequest ::= SEQUENCE {
  version [0] EXPLICIT INTEGER OPTIONAL, requestorName [1] EXPLICIT ANY OPTIONAL,
  requestList SEQUENCE OF Request, requestExtensions [2] EXPLICIT Extensions OPTIONAL }
Signature ::= SEQUENCE {
  signatureAlgorithm AlgorithmIdentifier, signature BIT STRING, certs [0] EXPLICIT Certificates OPTIONAL }
Request ::= SEQUENCE { reqCert CertID, singleRequestExtensions [0] EXPLICIT Extensions OPTIONAL }
ASN1

my @statuses = ('successful', 'malformedRequest', 'internalError', 'tryLater', undef, 'sigRequired', 'unauthorized');
my @reasons = ('unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded',
    'cessationOfOperation', 'certificateHold', undef, 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise');

sub decode {
    my ($type, $der) = @_;
    my $parser = $asn1->find($type);
    my $found = $parser->decode($der);
    die $parser->error || 'not decoded' unless defined $found;
    return $found;
}

sub some { my $list = shift // []; return @$list > MOST ? @$list[0 .. MOST - 1] : @$list }

# It decodes a GeneralizedTime to seconds since 1970.
sub timestamp {
    my $seconds = shift // return undef;
    my @t = gmtime $seconds;
    return sprintf '%04d-%02d-%02dT%02d:%02d:%02dZ', $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0];
}

sub extensions {
    return [map { {oid => $_->{extnID}, critical => $_->{critical} ? JSON::XS::true : JSON::XS::false,
        value => unpack 'H*', $_->{extnValue}} } some(shift)];
}

# Math::BigInt, where a number is too large for Perl's own.
sub cert_id {
    my $id = shift;
    return {hashAlgorithm => {oid => $id->{hashAlgorithm}{algorithm}},
        issuerNameHash => unpack('H*', $id->{issuerNameHash}), issuerKeyHash => unpack('H*', $id->{issuerKeyHash}),
        length $id->{serialNumber} < 500 ? (serialNumber => "$id->{serialNumber}") : ()};
}

sub single {
    my $one = shift;
    my ($status) = keys %{$one->{certStatus}};
    my $revoked = $one->{certStatus}{revoked};
    my $reason = $revoked && $revoked->{revocationReason};
    return {certId => cert_id($one->{certID}), certStatus => $status,
        revocationTime => timestamp($revoked && $revoked->{revocationTime}),
        revocationReason => defined $reason ? $reasons[$reason] : undef, thisUpdate => timestamp($one->{thisUpdate}),
        nextUpdate => timestamp($one->{nextUpdate}), extensions => extensions($one->{singleExtensions})};
}

sub parse_response {
    my $response = decode('OCSPResponse', shift);
    my $fields = {responseStatus => $statuses[$response->{responseStatus}], basic => undef};
    if ($response->{responseStatus} == 0) {
        my $bytes = $response->{responseBytes} or die "no responseBytes\n";
        $bytes->{responseType} eq BASIC or die "not a basic response\n";
        my $basic = decode('BasicOCSPResponse', $bytes->{response});
        my $data = $basic->{tbsResponseData};
        my $id = $data->{responderID};
        $fields->{basic} = {
            responderId => defined $id->{byKey} ? {byKey => unpack 'H*', $id->{byKey}}
                : {byNameDer => unpack 'H*', $id->{byName}},
            producedAt => timestamp($data->{producedAt}), responses => [map { single($_) } some($data->{responses})],
            extensions => extensions($data->{responseExtensions}),
            signatureAlgorithm => {oid => $basic->{signatureAlgorithm}{algorithm}},
            signature => unpack('H*', $basic->{signature}[0]),
            certificates => [map { unpack 'H*', $_ } some($basic->{certs})]};
    }
    return $fields;
}

sub parse_request {
    my $data = decode('OCSPRequest', shift)->{tbsRequest};
    return {requests => [map { {certId => cert_id($_->{reqCert}),
        extensions => extensions($_->{singleRequestExtensions})} } some($data->{requestList})],
        extensions => extensions($data->{requestExtensions})};
}

my %operations = (parse_response => \&parse_response, parse_request => \&parse_request);
my $json = JSON::XS->new->utf8;
$| = 1;
while (my $line = <STDIN>) {
    my $case = $json->decode($line);
    my $answer = {peer => 'convert_asn1', version => $Convert::ASN1::VERSION, ops => [sort keys %operations],
        features => ['multi', 'signed-request', 'nonce', 'pss', 'eddsa', 'ml-dsa', 'sha256-certid'],
        hashes => [], signatures => [], clock => 'input'};
    if (!exists $case->{hello}) {
        my $begin = clock_gettime(CLOCK_MONOTONIC);
        my $fields = eval { local $SIG{__WARN__} = sub { }; $operations{$case->{op}}->(decode_base64($case->{input})) };
        $answer = {id => $case->{id}, ns => int(1e9 * (clock_gettime(CLOCK_MONOTONIC) - $begin)),
            $fields ? (verdict => 'accept', fields => $fields) : (verdict => 'reject', detail => "$@")};
    }
    print $json->encode($answer), "\n";
}
