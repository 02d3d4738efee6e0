/* What situations need: for XDP a program that drops UDP to port 6102 and 6103, for tc one that drops it to 6133 and
 * 6134. */
struct xdp_md { unsigned int data, data_end; };
__attribute__((section("xdp"))) int refuse(struct xdp_md *frame)
{
  unsigned char *data = (void *)(long)frame->data;
  if (data + 38 > (unsigned char *)(long)frame->data_end || data[12] != 8 || data[23] != 17)
    return 2;
  int port = data[36] << 8 | data[37];
  return port == 6102 || port == 6103 ? 1 : 2;
}
struct __sk_buff { unsigned int other[19], data, data_end; };
__attribute__((section("tc"))) int drop(struct __sk_buff *skb)
{
  unsigned char *data = (void *)(long)skb->data;
  if (data + 38 > (unsigned char *)(long)skb->data_end || data[12] != 8 || data[23] != 17)
    return 0;
  int port = data[36] << 8 | data[37];
  return port == 6133 || port == 6134 ? 2 : 0;
}
