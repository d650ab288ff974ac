#pragma once

// Made with the openssl program for these tests and used nowhere else:
//   openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048; openssl dgst -sha256 -sign key.pem message
namespace signalbox::security::vectors {

/// PKCS#8, DER, base64.
inline constexpr char kRsaKey[]
    = "MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQDINwaXVbl+oA5cmDADZx7B+jvjm1SOTjHh6Qcygxlhj3NwKa5+"
      "KJmGyeFngcpUdVjAmOYOqoFBP3ercc7N33ft/U+R37p68C7UvC5ilAgFRYO8mpsjabX30ukuKnvMh+ym9WEe9kLVWujjH8b4jmkS"
      "tR7+5sNIlSOEk8uMhankVJxt+vGvI3+hcN/Zqs3/L2g+Yd4zzIiBEsIwtKJbytRLBcggFEHLCDT9hJO7VcC6LycGSmX3mD53uodG"
      "kVa4ejf+GO/cE4+5wnJrjZlL0JUBQTf/PffDZzPfk3CMtbhowDTnPFVAj1u7P4Y6RwlN48db/wmSE9J8kn2tTdxAxprVAgMBAAEC"
      "ggEAGQLevOsFmC7wfFq6rMImEn9rGdzerERScPFGZ+X+trRP7HQYi0QRIch4cxDAsNpT8wNmwfBE41zFW1KFTiybc8yQMx3q0s7M"
      "WuEDPmdVtSrg8R+zP7JF/CaJ4K2H954HTzgaIN8MrFCGBVGD7qsDr0WXEKrNPHT9EePQqsZL2e0LY1GP7v/VWmOU4109CvCfRN+e"
      "VtWgQ35gy45fyACCh4rD+igE8S1NsA3ImphPfAS0FbmbR34RsbwupRUTSELz+spU20r7hSpf9uzLmUlubl8ypMrOzAQ7r8TiaXJK"
      "FRWXsYjxvxioaJiEuxqaCPi0smUCBBHxc2pfFRWpNFXIoQKBgQDo68U0RR4lewZ1gKS9fAlyLnNOAQATqov6edsfN5mjfz5wohB/"
      "R4lGujMQe9nCY01/769hBrx72vKl3VVNiMFEL3hb/3Bb4upthlFLejRoZW9ROb8yQDh36oMaMs7BNC1DohTtvgPC5198bhWCUGiZ"
      "oDK92YOaQ0l3JyIpJKRKKQKBgQDcDaPsnOcqnTV/3NGlEO7LxVvPkRN3Je4Nikkx5HzoYAwmFuut9rb4Gf9JI2BJX/mR/+Hv/MrW"
      "eXNZKdReEkp4nW5m2JvcL/bIqWzhN/vt05WVONUuTPYFeIhPpjVHNhXHfZsfVvGMt/RCWAy4IJK8ETwB5GdlrYSb2drUKVR4zQKB"
      "gAirFZi/ZcLRVEk1M2xV3GgicGobwWv58eGtfUkpIY+jIajBb0m9WM+ICHR5l34TggPb4LQEsykM2fDwTsdm6oJmHd2WoRDaXg0b"
      "bZUYhDDKbZ0hQAtXtoJH+P8Vmvo3veOBebPrWWp8f+I6mpRR98KX4quMF8i67lX/39aWJYMZAoGAaDItRISnEQ6PnpO40ShLakFx"
      "T7+qL+jN56trLSy72GxiVEbWIfGIgcINl1wg452GVxOKsFBK23N2oumjnUeb67Df7eLzKjer6ygOXjZcHCjr01St3NakR8LjCJPy"
      "9l0twuA+64AHsFIKXr/Chg0mbdbbSyoTq5mWCRYHAB7x2KECgYBX2Y176lCHym1g/n7k4sqsyibJpwPri8gAkXyLegcdXqcejxby"
      "bhxMqRdGarjNa8ci0yLNUtM1mKDf9oiqVwFBZ7DlN+nDplzBCPPoAht0tzYl77weq41MtkgvOtEm9/9BtsKH7IvSD22wbGE4RRII"
      "uMp/mTdk7q7ocCflgWPz1w==";

/// RSASSA-PKCS1-v1_5 with SHA-256 over kMessage, base64.
inline constexpr char kSignature[]
    = "d4/F+RN2bTZRa3lHC/WuAnzYYR2lQ+neYAq02LfOeJIfDVnFabejGlEll3yqk1fAYaIlUAMZMoHNHPmGfYnxBvn7K2gbCcDniiMo"
      "GmgSPoq/DGXdItGR/8RIhnR4BK/RxustNaJKv6raVijm2iP1TG9Z/0aYx+TZRxC4+zql3GpXCwdtW41doCYUNDoqDvsqD9SK07Mh"
      "HymYZPfz4Nu0y56kQYHwcTIP3ZJd4OqVtqZ90tesArxoS0d1Z6A7iprL2P5pgnIC7f60pC6GK0Fdh0Mhltv8y9NllyeqcUn1wWth"
      "iHMc6M+NmBTCA5V+s9OzpD1GRPyLnSmy/Fch6I+Mpw==";

inline constexpr char kMessage[] = "consumer-1\n1767225600000\n1\n";

/// RSA of 1024 bits.
inline constexpr char kWeakKey[]
    = "MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAL5WoFizx/EaowH64K8n1S6yHgFahIaLslI3BIqFmSqvtCKFlWAc"
      "K3Z0SnXJdJdcLMbzscNaL75OpNQ0/Fah8/NStP+3dBvUFI8tCRcCNg8r7o6Ifmh/BZIveg/IokVKRYi6pzq9nIcbUJX3tabBNVzY"
      "oKQkxjYgNtWKY3hP5eHdAgMBAAECgYBDy3kbfxWVVCaBewlyed6d3kV/t+0CO1nNnNkaOdG/eYvQzAHTlNUKQQuQfqvviZ5NUtmb"
      "OlFNGJfvGdxTQyYvhKIRt/mgpTs6gKrvsTTxIk13sqJTOyDm4mmkPfIi4dIziuTZzYUbt/TstgOwgRFihAIXjxCC5jZ25dtlrNdj"
      "wQJBAN5Onf+24MJNB90zunSgfn58dxKlpfxvYaWKb0S3OIBPtvgGYiixewLvgHIQF+nMxTuL1ULyaWqDp7PW5tOtJzECQQDbL6Ri"
      "i2xd/VthMHAEiPt+B3uINH0CCtgezkUATOjLynD8yAi2GA1/j0IgAx8rFk0iF4srvk4RNCBg0Pwf5tJtAkAbPsdeb6tcJNSx54US"
      "hhj6p4ZwYpzVM1FkWHMKmOnzz9E81ItzMU1CLtgvIonLvazuf1TDv7Hru/bxs4TWrIIBAkEAxqCv+VWbyLkWHEcG3DU+owEo40+d"
      "kUI+g/ws747C0BsOtSSZMFsvsE8kf1oU3rkBAUoQpn14xYJVbSc1s7s7KQJBANDW3uVRP6ho/FKbh3a7+oxwqDCHZZunFIKHMCHn"
      "Dc6jgrT9VSyanZ1KcCwTxdMgFq/IA/+EKVIzkTV1ZsH2c8w=";

/// No RSA key: P-256.
inline constexpr char kEllipticKey[]
    = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5r5BxnIjxnD+G3vGvHzyoN2tyK1MHnNacL+KoaMa8hChRANCAAQV"
      "h5OGQgXStEXxYYP7nxzMm98CPcwG0NNikCHagesBX06WbeGr7TbqNaYFR44p4+3DTRFEjrq2rjBPF9HyLueb";

} // namespace signalbox::security::vectors
