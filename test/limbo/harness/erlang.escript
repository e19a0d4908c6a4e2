#!/usr/bin/env escript
%% Erlang/OTP. The decoder of its ASN.1 modules reads; public_key:pkix_ocsp_validate(), which TLS calls, decides. The
%% certificates of responders that it is given are trusted, so these are the issuer and the trusted ones.
-include_lib("public_key/include/public_key.hrl").
-define(MODULE_OF_ASN1, 'OTP-PUB-KEY').

main([]) ->
    {ok, _} = application:ensure_all_started(public_key),
    ok = io:setopts([binary, {encoding, latin1}]), % bytes as they are
    loop().

loop() ->
    case file:read_line(standard_io) of
        eof -> ok;
        {ok, Line} ->
            Case = jiffy:decode(Line, [return_maps]),
            ok = file:write(standard_io, [jiffy:encode(reply(Case)), "\n"]),
            loop()
    end.

reply(#{<<"hello">> := _}) ->
    {ok, Version} = application:get_key(public_key, vsn),
    #{peer => erlang, version => list_to_binary(["public_key ", Version, ", OTP ", erlang:system_info(otp_release)]),
      clock => system, ops => [parse_response, parse_request, verify],
      features => [multi, 'signed-request', nonce, 'trusted-responder', 'time-input', pss, eddsa, 'sha256-certid'],
      hashes => [sha1, sha256], signatures => [rsa, pss, ecdsa, ed25519]};
reply(#{<<"id">> := Id, <<"op">> := Op, <<"inputs">> := Inputs} = Case) ->
    Message = base64:decode(maps:get(<<"input">>, Case, <<>>)),
    Begin = erlang:monotonic_time(nanosecond),
    Answer = try answer(Op, Message, Inputs)
             catch _:Error -> #{verdict => no(Op), detail => text(Error)}
             end,
    Answer#{id => Id, ns => erlang:monotonic_time(nanosecond) - Begin}.

no(<<"verify">>) -> untrusted;
no(_) -> reject.

text(Term) -> unicode:characters_to_binary(string:slice(io_lib:format("~0p", [Term]), 0, 300)).

answer(<<"parse_response">>, Message, _) ->
    {ok, #'OCSPResponse'{responseStatus = Status, responseBytes = Bytes}} =
        ?MODULE_OF_ASN1:decode('OCSPResponse', Message),
    #{verdict => accept, fields => #{responseStatus => Status, basic => basic(Status, Bytes)}};
answer(<<"parse_request">>, Message, _) ->
    {ok, {'OCSPRequest', {'TBSRequest', _, _, Requests, Extensions}, _}} =
        ?MODULE_OF_ASN1:decode('OCSPRequest', Message),
    #{verdict => accept, fields => #{requests => [#{certId => cert_id(Id)} || {'Request', Id, _} <- most(Requests)],
                                     extensions => extensions(Extensions)}};
answer(<<"verify">>, _, #{<<"policy">> := _}) ->
    #{verdict => skip, detail => <<"has no policy">>};
answer(<<"verify">>, _, #{<<"extra_certificates">> := _}) ->
    #{verdict => skip, detail => <<"takes no other certificates but trusted ones">>};
answer(<<"verify">>, Message, #{<<"certificate">> := Certificate, <<"issuer">> := Issuer} = Inputs) ->
    Trusted = [Issuer | maps:get(<<"trusted_responders">>, Inputs, [])],
    Nonce = case Inputs of
                #{<<"nonce">> := Bytes} -> base64:decode(Bytes);
                _ -> undefined
            end,
    case public_key:pkix_ocsp_validate(base64:decode(Certificate), base64:decode(Issuer), Message,
                                       [base64:decode(One) || One <- Trusted], Nonce) of
        valid -> #{verdict => good};
        {bad_cert, {revoked, _}} = Why -> #{verdict => revoked, detail => text(Why)};
        {bad_cert, {revocation_status_undetermined, {unknown, _}}} -> #{verdict => unknown};
        Why -> #{verdict => untrusted, detail => text(Why)}
    end;
answer(<<"verify">>, _, _) ->
    #{verdict => skip, detail => <<"needs a certificate">>}.

basic(successful, #'ResponseBytes'{responseType = ?'id-pkix-ocsp-basic', response = Der}) ->
    {ok, #'BasicOCSPResponse'{tbsResponseData = Data, signature = Signature, certs = Certificates,
                              signatureAlgorithm = Algorithm}} = ?MODULE_OF_ASN1:decode('BasicOCSPResponse', Der),
    #'ResponseData'{responderID = Responder, producedAt = Produced, responses = Responses,
                    responseExtensions = Extensions} = Data,
    #{responderId => responder(Responder), producedAt => time(Produced),
      responses => [single(One) || One <- most(Responses)], extensions => extensions(Extensions),
      signatureAlgorithm => #{oid => oid(element(2, Algorithm))}, signature => hex(Signature),
      certificates => [hex(public_key:der_encode('Certificate', One)) || Certificates =/= asn1_NOVALUE,
                                                                          One <- most(Certificates)]};
basic(Status, asn1_NOVALUE) when Status =/= successful ->
    null.

responder({byKey, Key}) -> #{byKey => hex(Key)};
responder({byName, Name}) -> #{byNameDer => hex(public_key:der_encode('Name', Name))}.

single(#'SingleResponse'{certID = Id, certStatus = Status, thisUpdate = This, nextUpdate = Next,
                         singleExtensions = Extensions}) ->
    {When, Reason} = case Status of
                         {revoked, {'RevokedInfo', Time, asn1_NOVALUE}} -> {time(Time), null};
                         {revoked, {'RevokedInfo', Time, Why}} -> {time(Time), Why};
                         _ -> {null, null}
                     end,
    #{certId => cert_id(Id), certStatus => element(1, Status), revocationTime => When, revocationReason => Reason,
      thisUpdate => time(This), nextUpdate => time(Next), extensions => extensions(Extensions)}.

cert_id(#'CertID'{hashAlgorithm = Hash, issuerNameHash = Name, issuerKeyHash = Key, serialNumber = Serial}) ->
    #{hashAlgorithm => #{oid => oid(element(2, Hash))}, issuerNameHash => hex(Name), issuerKeyHash => hex(Key),
      serialNumberHex => twos_complement(Serial)}.

extensions(asn1_NOVALUE) -> [];
extensions(List) ->
    [#{oid => oid(Id), critical => Critical, value => hex(Value)} || {'Extension', Id, Critical, Value} <- most(List)].

%% Decimal takes long for what is long.
twos_complement(N) when N >= 0 -> hex(case binary:encode_unsigned(N) of
                                          <<1:1, _/bits>> = Bytes -> <<0, Bytes/binary>>;
                                          Bytes -> Bytes
                                      end);
twos_complement(N) ->
    Size = byte_size(binary:encode_unsigned(-N - 1)) * 8,
    hex(case -N - 1 bsr (Size - 1) of
            0 -> <<N:Size>>;
            _ -> <<N:(Size + 8)>>
        end).

most(List) -> lists:sublist(List, 1000). % a case that measures the peer must not measure JSON

oid(Oid) -> list_to_binary(lists:join(".", [integer_to_list(Arc) || Arc <- tuple_to_list(Oid)])).

hex(Bytes) -> string:lowercase(binary:encode_hex(Bytes)).

time(asn1_NOVALUE) -> null;
time([Y1, Y2, Y3, Y4, M1, M2, D1, D2, H1, H2, N1, N2, S1, S2, $Z]) ->
    list_to_binary([Y1, Y2, Y3, Y4, "-", M1, M2, "-", D1, D2, "T", H1, H2, ":", N1, N2, ":", S1, S2, "Z"]);
time(Other) -> list_to_binary(Other).
